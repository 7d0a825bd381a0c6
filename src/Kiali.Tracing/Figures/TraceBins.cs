using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>Too many traces for circles: squares of the plot, the darker the more traces, a cross where some failed.</summary>
internal static class TraceBins
{
    private const double Side = 12;
    private const int Shades = 5;
    private const int CrossedShareOfTraces = 20;

    /// <summary>The squares.</summary>
    public static IEnumerable<Mark> Marks(TracesResult result, Axis x, Axis y, PlotBounds plot)
    {
        int columns = (int)Math.Floor(plot.Width / Side);
        int rows = (int)Math.Floor(plot.Height / Side);
        (int All, int Failed)[] bins = new (int, int)[columns * rows];
        foreach (TraceSummary trace in result.Traces)
        {
            int column = Math.Min(columns - 1, (int)(x.Place(TracesFigure.Seconds(trace.StartUnixNano)) * columns));
            int row = Math.Min(rows - 1, (int)((1 - y.Place(trace.DurationMs)) * rows));
            ref (int All, int Failed) bin = ref bins[(row * columns) + column];
            bin = (bin.All + 1, bin.Failed + (trace.ErrorCount > 0 ? 1 : 0));
        }

        int most = bins.Max(bin => bin.All);
        ImmutableArray<CellItem>.Builder cells = ImmutableArray.CreateBuilder<CellItem>();
        for (int index = 0; index < bins.Length; index++)
        {
            if (bins[index].All > 0)
            {
                cells.Add(new CellItem(index / columns, index % columns, Tone.On(ColorOf(bins[index], most)))
                {
                    Label = $"{NumberText.Counted(bins[index].All, "trace")}, {NumberText.Count(bins[index].Failed)} with errors",
                });
            }
        }

        yield return new CellsMark(cells.ToImmutable(), (plot.Width / columns) - 1, (plot.Height / rows) - 1);
        yield return Crosses(bins, columns, rows, x, y, most, Rgb.White);
        yield return Crosses(bins, columns, rows, x, y, most, Rgb.Black);
        foreach (Mark mark in TracePoints.Named(result, x, y, plot))
        {
            yield return mark;
        }
    }

    /// <summary>What the shades say.</summary>
    public static IEnumerable<Mark> Legend(TracesResult result, double top) =>
    [
        Note(top, "square: darker = more"),
        Note(top + 14, "✕ from 1 in 20 failed"),
        Note(top + 28, "red: at least half failed"),
        Note(top + 46, NumberText.Counted(result.Traces.Length, "trace")),
        new TextMark(818, top + 60, TextRun.Strong($"✕ {NumberText.Count(result.ErrorTraceCount)} with errors")) { Size = 11, Color = Palette.Error },
    ];

    private static TextMark Note(double y, string text) => new(818, y, text) { Size = 11, Color = Palette.SecondInk };

    private static Rgb ColorOf((int All, int Failed) bin, int most)
    {
        // By the logarithm: squares of one trace and squares of thousands are both seen.
        double share = most == 1 ? 1 : Math.Log(bin.All) / Math.Log(most);
        double shade = Math.Round(share * (Shades - 1)) / (Shades - 1);
        return bin.Failed * 2 >= bin.All ? Palette.ErrorFill.MixWith(Palette.Error, shade) : Palette.SeriesFill.MixWith(Palette.P99, shade);
    }

    private static PointsMark Crosses((int All, int Failed)[] bins, int columns, int rows, Axis x, Axis y, int most, Rgb color)
    {
        ImmutableArray<PointItem>.Builder crosses = ImmutableArray.CreateBuilder<PointItem>();
        for (int index = 0; index < bins.Length; index++)
        {
            (int All, int Failed) bin = bins[index];
            if (bin.Failed > 0 && bin.Failed >= bin.All / (double)CrossedShareOfTraces && ColorOf(bin, most).BlackOrWhite() == color)
            {
                crosses.Add(new PointItem(
                    ValueAt(x, ((index % columns) + 0.5) / columns),
                    ValueAt(y, 1 - (((index / columns) + 0.5) / rows))));
            }
        }

        return new PointsMark(crosses.ToImmutable(), PointShape.Cross) { Radius = 2.6, Edge = new(color, 1.3) { RoundEnds = true } };
    }

    private static double ValueAt(Axis axis, double share) => axis.Scale == AxisScale.Logarithmic
        ? axis.Minimum * Math.Pow(axis.Maximum / axis.Minimum, share)
        : axis.Minimum + ((axis.Maximum - axis.Minimum) * share);
}
