using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>A grid of coloured cells: a heatmap. It starts at the panel's top left corner and is measured in px, whatever the axes.</summary>
/// <param name="Cells">The cells, in any order; a place without one stays empty.</param>
/// <param name="CellWidth">Width of a cell, px, gap not counted.</param>
/// <param name="CellHeight">Height of a cell, px, gap not counted.</param>
public sealed record CellsMark(ImmutableArray<CellItem> Cells, double CellWidth, double CellHeight) : Mark
{
    /// <summary>Space between cells, px; default 1.</summary>
    public double Gap { get; init; } = 1;

    /// <summary>Size of the first line of a cell's text, px; default 12. Further lines are 1 px smaller.</summary>
    public double TextSize { get; init; } = 12;
}
