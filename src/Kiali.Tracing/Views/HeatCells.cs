using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Views;

/// <summary>Makes the coloured cells of a full heatmap, and the scale below it: the same in every table that compares durations.</summary>
public static class HeatCells
{
    /// <summary>A comparison with a statistic: the difference bold, under it the multiple and the statistic.</summary>
    /// <param name="deltaMs">Duration − statistic, ms.</param>
    /// <param name="ratio">Duration / statistic.</param>
    /// <param name="metricMs">The statistic, ms.</param>
    /// <param name="absolute">Whether the colour goes by the difference (±10 ms) instead of the multiple.</param>
    /// <param name="tooltip">The comparison as a sentence with exact numbers.</param>
    /// <returns>The cell: <c>+1,933</c> above <c>×4.2 of 612</c>.</returns>
    public static TableCell Compared(double deltaMs, double ratio, double metricMs, bool absolute, string tooltip) => new()
    {
        Lines = [TextRun.Strong(NumberText.Difference(deltaMs)), $"{NumberText.Multiple(ratio)} of {NumberText.ShortMilliseconds(metricMs)}"],
        Tone = absolute ? HeatRamp.Absolute(deltaMs) : HeatRamp.Relative(ratio),
        Tooltip = tooltip,
    };

    /// <summary>A comparison with another trace: the difference bold, under it the multiple.</summary>
    /// <param name="deltaMs">This duration − the other, ms.</param>
    /// <param name="ratio">This duration / the other.</param>
    /// <param name="absolute">Whether the colour goes by the difference (±10 ms) instead of the multiple.</param>
    /// <param name="tooltip">The comparison as a sentence with exact numbers.</param>
    /// <returns>The cell: <c>−3.7</c> above <c>×1.00</c>.</returns>
    public static TableCell Against(double deltaMs, double ratio, bool absolute, string tooltip) => new()
    {
        Lines = [TextRun.Strong(NumberText.Difference(deltaMs)), NumberText.Multiple(ratio)],
        Tone = absolute ? HeatRamp.Absolute(deltaMs) : HeatRamp.Relative(ratio),
        Tooltip = tooltip,
    };

    /// <summary>A comparison whose two sides cannot be told apart: no heat colour.</summary>
    /// <param name="deltaMs">Duration − statistic, ms.</param>
    /// <param name="tooltip">Why they cannot.</param>
    /// <returns>The cell: <c>≈ −934</c> above <c>not told apart</c>.</returns>
    public static TableCell NotToldApart(double deltaMs, string tooltip) => new()
    {
        Lines = [TextRun.Strong("≈\u00a0" + NumberText.Difference(deltaMs)), "not told apart"],
        Tone = Palette.NotToldApartCell,
        Tooltip = tooltip,
    };

    /// <summary>A comparison without data.</summary>
    /// <param name="tooltip">Why there is none.</param>
    /// <returns>The cell.</returns>
    public static TableCell NoData(string tooltip) => new() { Lines = ["no data"], Tone = Palette.NoDataCell, Tooltip = tooltip };

    /// <summary>The scale of the colours, as a row of cells.</summary>
    /// <param name="absolute">Whether the colours go by the difference (±10 ms) instead of the multiple.</param>
    /// <param name="hasBuckets">Whether what is not told apart lies in one bucket; else only within a millisecond.</param>
    /// <returns>A table without header: faster, the five colours with their values, slower, and the two cells without colour.</returns>
    public static TableBlock Scale(bool absolute, bool hasBuckets = true) => new(
        [
            new("", CellAlign.Right) { Width = 56 },
            .. Enumerable.Repeat(new TableColumn("", CellAlign.Center) { Width = 54 }, 5),
            new("") { Width = 56 }, new("", CellAlign.Center) { Width = 110 }, new("", CellAlign.Center) { Width = 70 },
        ],
        [
            TableRow.Of(
                "faster",
                Stop(absolute, -2, "≤\u00a0×¼", "≤\u00a0−10\u00a0ms"),
                Stop(absolute, -1, "×½", "−5"),
                Stop(absolute, 0, "×1", "0"),
                Stop(absolute, 1, "×2", "+5"),
                Stop(absolute, 2, "≥\u00a0×4", "≥\u00a0+10\u00a0ms"),
                "slower",
                new TableCell { Lines = [hasBuckets ? "≈\u00a0same\u00a0bucket" : "≈\u00a0within\u00a01\u00a0ms"], Tone = Palette.NotToldApartCell },
                new TableCell { Lines = ["no\u00a0data"], Tone = Palette.NoDataCell }),
        ])
    {
        Look = TableLook.Matrix,
    };

    private static TableCell Stop(bool absolute, int step, string multiple, string difference) => new()
    {
        Lines = [absolute ? difference : multiple],
        Tone = HeatRamp.Relative(Math.Pow(2, step)),
    };
}
