using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Figures;

/// <summary>Each trace as a circle.</summary>
internal static class TracePoints
{
    private const double LeastRadius = 2.6;
    private const double MostRadius = 11;
    private const double RadiusOfOneSpan = 1.0;
    private const double RingGap = 3;
    private const double LeastRadiusChosen = 5.5;
    private const double LabelSize = 12;
    private const double LeastGapOfSlow = 3;
    private const double TitleWidth = 130;

    /// <summary>The circles and what is written at them.</summary>
    public static IEnumerable<Mark> Marks(TracesResult result, Axis x, Axis y, PlotBounds plot)
    {
        double scale = RadiusScale(result.Traces);
        LabelPlaces places = new(plot);
        foreach (TraceSummary trace in result.Traces)
        {
            (double px, double py) = Place(trace, x, y, plot);
            places.Block(px, py, RadiusOf(trace, scale));
        }

        foreach (double value in new[] { result.P50Ms, result.P90Ms }.OfType<double>())
        {
            places.Block(new PlotBounds(plot.Left, plot.Bottom - (plot.Height * y.Place(value)) - 1, plot.Width, 2));
        }

        yield return Circles(result.Traces.Where(trace => trace.ErrorCount == 0), scale) with
        {
            Fill = Palette.SeriesFill,
            FillOpacity = 0.75,
            Edge = new(Palette.Series),
        };
        yield return Circles(result.Traces.Where(trace => trace.ErrorCount > 0), scale) with
        {
            Shape = PointShape.CrossedCircle,
            Fill = Palette.ErrorFill,
            FillOpacity = 0.85,
            Edge = new(Palette.Error, 1.2),
        };
        foreach (Mark mark in Named(result, scale, x, y, plot, places))
        {
            yield return mark;
        }

        foreach (Mark mark in GroupLabels(result, x, y, plot, places))
        {
            yield return mark;
        }
    }

    /// <summary>What the area of a circle says.</summary>
    public static IEnumerable<Mark> SizeLegend(TracesResult result, double top)
    {
        if (result.Traces.IsEmpty)
        {
            yield break;
        }

        double scale = RadiusScale(result.Traces);
        int[] counts = [.. result.Traces.Select(trace => trace.SpanCount).Order()];
        int[] shown = [.. new[] { counts[0], counts[counts.Length / 2], counts[^1] }.Distinct()];
        yield return new TextMark(818, top + 8, "circle area = spans") { Size = 11, Color = Palette.SecondInk };
        double left = 824;
        foreach (int count in shown)
        {
            double radius = RadiusOf(count, scale);
            double width = Math.Max(2 * radius, TextWidth.Estimate(NumberText.Count(count), 11));
            left += width / 2;
            yield return new PointsMark([new(left, top + 28) { Radius = radius }]) { Edge = new(Palette.SecondInk) };
            yield return new TextMark(left, top + 54, NumberText.Count(count)) { Anchor = TextAnchor.Middle, Size = 11, Color = Palette.SecondInk };
            left += (width / 2) + 12;
        }
    }

    private static (double X, double Y) Place(TraceSummary trace, Axis x, Axis y, PlotBounds plot) => (
        plot.Left + (plot.Width * x.Place(TracesFigure.Seconds(trace.StartUnixNano))),
        plot.Bottom - (plot.Height * y.Place(trace.DurationMs)));

    private static double RadiusScale(ImmutableArray<TraceSummary> traces)
        => traces.IsEmpty ? 1 : Math.Min(RadiusOfOneSpan, MostRadius / Math.Sqrt(traces.Max(trace => trace.SpanCount)));

    private static double RadiusOf(TraceSummary trace, double scale) => RadiusOf(trace.SpanCount, scale);

    private static double RadiusOf(int spans, double scale) => Math.Max(LeastRadius, scale * Math.Sqrt(spans));

    private static PointsMark Circles(IEnumerable<TraceSummary> traces, double scale) => new(
    [
        .. traces.Select(trace => new PointItem(TracesFigure.Seconds(trace.StartUnixNano), trace.DurationMs)
        {
            Radius = RadiusOf(trace, scale),
            Id = trace.TraceId.ToString(),
            Label = Text(trace),
        }),
    ]);

    private static string Text(TraceSummary trace)
        => $"{NameText.ShortId(trace.TraceId.ToString())} · {NumberText.ShortMilliseconds(trace.DurationMs)} ms · {NumberText.Counted(trace.SpanCount, "span")}"
            + (trace.ErrorCount > 0 ? $" · {NumberText.Counted(trace.ErrorCount, "error")}" : string.Empty);

    /// <summary>The trace pointed out, and its name above the plot.</summary>
    public static IEnumerable<Mark> Named(TracesResult result, Axis x, Axis y, PlotBounds plot)
        => Named(result, RadiusScale(result.Traces), x, y, plot, new LabelPlaces(plot));

    private static IEnumerable<Mark> Named(TracesResult result, double scale, Axis x, Axis y, PlotBounds plot, LabelPlaces places)
    {
        TraceSummary? named = result.Chosen ?? (result.Traces.IsEmpty ? null : result.SlowestFirst[0]);
        if (named is null)
        {
            yield break;
        }

        double radius = Math.Max(RadiusOf(named, scale), result.Chosen is null ? 0 : LeastRadiusChosen);
        double outer = radius + RingGap;
        (double px, double py) = Place(named, x, y, plot);
        PointItem point = new(TracesFigure.Seconds(named.StartUnixNano), named.DurationMs) { Radius = radius, Id = named.TraceId.ToString(), Label = Text(named) };
        if (result.Chosen is not null)
        {
            bool failed = named.ErrorCount > 0;
            yield return new PointsMark([point], failed ? PointShape.CrossedCircle : PointShape.Circle)
            {
                Fill = failed ? Palette.Error : Palette.Series,
                Edge = failed ? new(Rgb.White, 0.1) : null,
                CrossArm = 3,
            };
            yield return new PointsMark([point with { Radius = outer }]) { Edge = new(Palette.Ink, 1.4) };
        }

        // The name stands above the plot, so that it hides nothing.
        double width = TextWidth.Estimate(Text(named), LabelSize, true);
        double middle = Math.Clamp(px, TitleWidth + (width / 2), Figure.FullWidth - 14 - (width / 2));
        double labelBottom = plot.Top - 10;
        yield return new TextMark(point.X, double.PositiveInfinity, TextRun.Strong(Text(named)))
        {
            Anchor = TextAnchor.Middle,
            OffsetX = middle - px,
            OffsetY = labelBottom - plot.Top - 6,
        };
        if (py - outer > labelBottom + 6)
        {
            yield return Leader(point.X, named.DurationMs, outer, py, y, plot);
        }

        places.Block(middle, plot.Top - 16, width / 2);
    }

    // From the ring up to the plot's edge; the axis has to be asked what lies the ring's radius higher.
    private static LinesMark Leader(double x, double value, double outer, double py, Axis y, PlotBounds plot)
    {
        double share = (plot.Bottom - (py - outer)) / plot.Height;
        double above = y.Scale == AxisScale.Logarithmic
            ? y.Minimum * Math.Pow(y.Maximum / y.Minimum, share)
            : y.Minimum + ((y.Maximum - y.Minimum) * share);
        return LinesMark.Segment(new(x, Math.Max(value, above)), new(x, double.PositiveInfinity), new(Palette.Ink));
    }

    private static IEnumerable<Mark> GroupLabels(TracesResult result, Axis x, Axis y, PlotBounds plot, LabelPlaces places)
    {
        ImmutableArray<TraceSummary> failed = [.. result.Traces.Where(trace => trace.ErrorCount > 0)];
        ImmutableArray<TraceSummary> well = [.. result.Traces.Where(trace => trace.ErrorCount == 0)];
        double slowFrom = SlowFrom(well);
        ImmutableArray<TraceSummary> slow = [.. well.Where(trace => trace.DurationMs >= slowFrom)];
        ImmutableArray<TraceSummary> others = [.. well.Where(trace => trace.DurationMs < slowFrom)];
        return
        [
            .. Label(failed, $"✕ {NumberText.Counted(failed.Length, "trace")} with errors", Palette.Error, true),
            .. Label(slow, $"○ {NumberText.Count(slow.Length)} slow{(failed.IsEmpty ? string.Empty : ", no error")}", Palette.Series, false),
            .. Label(others, $"○ {NumberText.Count(others.Length)} {(failed.IsEmpty && slow.IsEmpty ? "traces" : "others")}", Palette.Series, false),
        ];

        IEnumerable<Mark> Label(ImmutableArray<TraceSummary> traces, string text, Rgb color, bool bold)
        {
            if (traces.IsEmpty)
            {
                return [];
            }

            double width = TextWidth.Estimate(text, LabelSize, bold);
            ImmutableArray<(double X, double Y)> points = [.. traces.Select(trace => Place(trace, x, y, plot))];
            return places.Find(points, width, LabelSize) is { } place
                ? [new TextMark(double.NegativeInfinity, double.PositiveInfinity, bold ? TextRun.Strong(text) : text)
                {
                    OffsetX = place.X - plot.Left, OffsetY = place.Y - plot.Top, Color = color, Halo = true,
                }]
                : [];
        }
    }

    // Where the durations leave the widest gap, measured as a ratio: above it lie the slow ones.
    private static double SlowFrom(ImmutableArray<TraceSummary> traces)
    {
        double[] durations = [.. traces.Select(trace => trace.DurationMs).Where(duration => duration > 0).Order()];
        double widest = LeastGapOfSlow;
        double from = double.PositiveInfinity;
        for (int index = 1; index < durations.Length; index++)
        {
            if (durations[index] / durations[index - 1] >= widest)
            {
                widest = durations[index] / durations[index - 1];
                from = durations[index];
            }
        }

        return from;
    }
}
