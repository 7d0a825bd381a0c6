using System.Collections.Immutable;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>One row of a table.</summary>
/// <param name="Cells">The cells from left to right; those that lack are empty.</param>
internal sealed record GridRow(params ImmutableArray<GridCell> Cells)
{
    /// <summary>The cells with their columns, as far as there are any.</summary>
    /// <param name="columns">How many columns the table has.</param>
    public IEnumerable<(GridCell Cell, int Column, int Span)> Places(int columns)
    {
        int column = 0;
        foreach (GridCell cell in Cells)
        {
            if (column >= columns)
            {
                yield break;
            }

            int span = Math.Clamp(cell.ColumnSpan, 1, columns - column);
            yield return (cell, column, span);
            column += span;
        }
    }

    /// <summary>The ground of the row, null for the paper.</summary>
    public SKColor? Tint { get; init; }

    /// <summary>The ink of the strip at the row's left edge, null for none.</summary>
    public SKColor? Strip { get; init; }

    /// <summary>The name by which links find the row.</summary>
    public string? Anchor { get; init; }
}
