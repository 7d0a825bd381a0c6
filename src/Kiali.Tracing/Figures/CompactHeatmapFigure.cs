using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>The heatmap of one row of a table: cells of 20 × 15 px, each with colour and sign, no text.</summary>
public static class CompactHeatmapFigure
{
    private const double CellWidth = 20;
    private const double CellHeight = 15;

    /// <summary>Draws the comparisons of one span or trace.</summary>
    /// <param name="samples">The comparisons, row by row from the top left. The usual ones are avg, p50 and p90 across, 60m and 3h down: 60 × 30 px.</param>
    /// <param name="columns">How many a row, at least 1; default 3.</param>
    /// <param name="description">What the picture shows, with its numbers, such as <c>avg p50 p90 over 60m: ×20, ×86, ×2.3</c>.</param>
    /// <returns>A figure without card and text.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is below 1.</exception>
    public static Figure Create(ImmutableArray<HeatSample> samples, string description, int columns = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ImmutableArray<CellItem> cells = [.. samples.Select((sample, index) => Cell(sample, index / columns, index % columns))];
        double width = columns * CellWidth;
        double height = Math.Max(1, (samples.Length + columns - 1) / columns) * CellHeight;
        return new(width, height)
        {
            Title = "Compact heatmap",
            Description = description,
            Card = false,
            Panels =
            [
                // Half a pixel in, so that the 1 px gaps fall on whole pixels.
                new(new(0.5, 0.5, width - 1, height - 1)) { Marks = [new CellsMark(cells, CellWidth - 1, CellHeight - 1)] },
            ],
        };
    }

    private static CellItem Cell(HeatSample sample, int row, int column)
    {
        CellSign sign = sample.Sign;
        return sign switch
        {
            CellSign.NoData => new(row, column, new(Rgb.White, Palette.SecondInk)) { Sign = sign, Edge = new(Palette.CellEdge, 0.8) },
            CellSign.NotToldApart => new(row, column, Palette.NotToldApartCell) { Sign = sign, Edge = new(Palette.CellEdge, 0.8) },
            _ => new(row, column, HeatRamp.Relative(sample.Ratio!.Value)) { Sign = sign },
        };
    }
}
