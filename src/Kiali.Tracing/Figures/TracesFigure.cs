using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>Draws traces as a scatter: start across, duration up, area by spans, failed ones crossed and on top.</summary>
/// <remarks>More than <see cref="MostPoints"/> traces are counted in squares instead.</remarks>
public static class TracesFigure
{
    /// <summary>Up to how many traces each one is a point.</summary>
    public const int MostPoints = 5000;

    private const double Height = 310;
    private const double NoteSize = 11;

    private const double LegendHeight = 60;
    private const double LeastLabelGap = 14;

    private static readonly ImmutableArray<double> LegendTops = [124, 196, 60, 160, 90];
    private static readonly PlotBounds Plot = new(58, 38, 752, 238);

    /// <summary>Draws traces.</summary>
    /// <param name="result">The traces.</param>
    /// <returns>The figure, 960 × 310 px.</returns>
    public static Figure Of(TracesResult result)
    {
        Axis x = Axis.OfTime(
            Math.Min(Seconds(result.Window.Range.StartUnixNano), result.Traces.IsEmpty ? double.PositiveInfinity : Seconds(result.Traces[0].StartUnixNano)),
            Seconds(result.Window.Range.EndUnixNano));
        Axis y = DurationAxis(result.Traces);
        bool binned = result.Traces.Length > MostPoints;
        double[] labelY = QuantileLabels(result, y);
        double legendTop = LegendTops.FirstOrDefault(top => labelY.All(label => label < top - 6 || label > top + LegendHeight + 12), LegendTops[0]);
        return new Figure(Figure.FullWidth, Height)
        {
            Title = result.Options.Subject is { } subject ? $"Traces through {NameText.Cut(subject, 80)}" : "Traces",
            Description = Describe(result),
            Panels =
            [
                new(Plot)
                {
                    X = x,
                    Y = y,
                    Marks =
                    [
                        .. Quantile("p50", result.P50Ms, labelY[0]),
                        .. Quantile("p90", result.P90Ms, labelY[1]),
                        .. binned ? TraceBins.Marks(result, x, y, Plot) : TracePoints.Marks(result, x, y, Plot),
                    ],
                },
                new(new(0, 0, Figure.FullWidth, Height))
                {
                    Marks =
                    [
                        new TextMark(14, 18, y.Scale == AxisScale.Logarithmic ? "duration, ms (log)" : "duration, ms") { Size = NoteSize, Color = Palette.SecondInk },
                        .. binned ? TraceBins.Legend(result, legendTop) : TracePoints.SizeLegend(result, legendTop),
                    ],
                },
            ],
        };
    }

    /// <summary>Unix nanoseconds as the axis has them.</summary>
    internal static double Seconds(long unixNano) => unixNano / (double)UnixTime.NanosPerSecond;

    private static Axis DurationAxis(ImmutableArray<TraceSummary> traces)
    {
        if (traces.IsEmpty)
        {
            return Axis.OfValues(0, 1);
        }

        double least = traces.Min(trace => trace.DurationMs);
        double most = traces.Max(trace => trace.DurationMs);

        // Room for the circles, and above them for the name of the one pointed out.
        Axis plain = Axis.OfValues(least, most);
        return plain.Scale == AxisScale.Logarithmic ? Axis.OfValues(least / 1.3, most * 1.6) : Axis.OfValues(Math.Min(least, 0), most * 1.1);
    }

    // Base lines of the labels of p50 and p90, px; pushed apart where they would touch.
    private static double[] QuantileLabels(TracesResult result, Axis y)
    {
        double p50 = Plot.Bottom - (Plot.Height * y.Place(result.P50Ms ?? y.Minimum)) + 4;
        double p90 = Plot.Bottom - (Plot.Height * y.Place(result.P90Ms ?? y.Minimum)) + 4;
        double push = Math.Max(0, (LeastLabelGap - (p50 - p90)) / 2);
        return [p50 + push, p90 - push];
    }

    private static IEnumerable<Mark> Quantile(string name, double? milliseconds, double labelY)
    {
        if (milliseconds is not { } value)
        {
            yield break;
        }

        yield return LinesMark.Across(value, new(Palette.SecondInk) { Dash = Dash.Dotted }) with { Name = $"{name} {NumberText.Milliseconds(value)} ms" };
        yield return new TextMark(double.PositiveInfinity, double.PositiveInfinity, $"{name}\u00a0 {NumberText.ShortMilliseconds(value)}")
        {
            OffsetX = 8,
            OffsetY = labelY - Plot.Top,
            Size = NoteSize,
            Color = Palette.SecondInk,
        };
    }

    private static string Describe(TracesResult result)
    {
        if (result.Traces.IsEmpty)
        {
            return "No traces.";
        }

        TraceSummary slowest = result.SlowestFirst[0];
        return $"Scatter of {NumberText.Counted(result.Traces.Length, "trace")} from {TimeText.Seconds(result.Traces[0].StartUnixNano)} "
            + $"to {TimeText.Seconds(result.Traces[^1].StartUnixNano)}, {NumberText.Count(result.ErrorTraceCount)} with errors: "
            + $"half within {NumberText.Milliseconds(result.P50Ms)} ms, nine tenths within {NumberText.Milliseconds(result.P90Ms)} ms, "
            + $"slowest {NumberText.Milliseconds(slowest.DurationMs)} ms ({NameText.ShortId(slowest.TraceId.ToString())}).";
    }
}
