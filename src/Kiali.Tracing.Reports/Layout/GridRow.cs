using System.Collections.Immutable;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>One row of a table.</summary>
/// <param name="Cells">One cell a column.</param>
internal sealed record GridRow(params ImmutableArray<GridCell> Cells)
{
    /// <summary>The ground of the row, null for the paper.</summary>
    public SKColor? Tint { get; init; }

    /// <summary>The ink of the strip at the row's left edge, null for none.</summary>
    public SKColor? Strip { get; init; }

    /// <summary>The name by which links find the row.</summary>
    public string? Anchor { get; init; }
}
