using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Figures;

/// <summary>The large chart of durations: quantile lines named at their ends, the spans or their boxes, and the bucket that is too wide to tell.</summary>
internal static class MetricsDurationChart
{
    private const double Left = 58;
    private const double Top = 50;
    private const double Width = 784;
    private const double Height = 182;
    private const double LineWidth = 1.7;

    /// <summary>The panels of one direction.</summary>
    /// <param name="charts">The charts.</param>
    /// <param name="top">The upper edge of the direction's part of the picture, px.</param>
    /// <param name="extent">The time axis's ends, Unix seconds.</param>
    public static IEnumerable<Panel> PanelsOf(DirectionCharts charts, double top, (double Start, double End) extent)
    {
        Axis x = Axis.OfTime(extent.Start, extent.End);
        Axis y = AxisOf(charts);
        yield return new Panel(new PlotBounds(Left, top + Top, Width, Height))
        {
            X = x,
            Y = y,
            Marks =
            [
                .. charts.Bands.SelectMany(band => BandMarks(band, y)),
                .. charts.Overlay is { } overlay ? SpanMarks(overlay) : [],
                .. LinesOf(charts).SelectMany(line => MetricLines.Of(line.Series, line.Stroke, underlay: true, name: line.Name)),
                .. charts.Exemplars.IsEmpty ? [] : ExemplarMarks(charts.Exemplars),
                .. charts.Overlay is { Boxes.IsEmpty: false } boxed ? BoxMarks(boxed) : [],
                .. charts.Duration.Series.All(series => !series.Known.Any()) ? [NoLines()] : ImmutableArray<Mark>.Empty,
                TitleOf(charts, y),
                .. charts.Overlay is { Spans.IsEmpty: false } || !charts.Exemplars.IsEmpty ? [SummaryOf(charts)] : ImmutableArray<Mark>.Empty,
            ],
        };
        yield return new Panel(new PlotBounds(Left, top + Top, Width, Height)) { Marks = [.. EndLabels(charts, x, y)] };
    }

    /// <summary>The look of a line: quantiles darker the higher they are, the mean dashed.</summary>
    public static Stroke StrokeOf(string statistic) => statistic == ChartStatistics.Average
        ? new Stroke(Palette.Average, LineWidth) { Dash = Dash.Dashed }
        : new Stroke(Rank(statistic) switch { >= 95 => Palette.P99, >= 75 => Palette.P90, _ => Palette.P50 }, LineWidth);

    // Of groups each has one line, named by its number; else each statistic has one.
    private static IEnumerable<(ChartSeries Series, Stroke Stroke, Rgb LabelColor, string? Name, string Label)> LinesOf(DirectionCharts charts)
        => charts.Groups.IsEmpty
            ? charts.Duration.Series.Select(series => (series, StrokeOf(series.Statistic), LabelColorOf(series.Statistic), (string?)null, series.Statistic))
            : MetricGroups.LinesOf(charts.Duration, charts.Groups).Select(line => (
                line.Series,
                MetricGroups.StrokeOf(line.Number),
                MetricGroups.StrokeOf(line.Number).Color,
                (string?)MetricGroups.NameOf(charts.Groups[line.Number - 1], charts.GroupBy),
                line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static Rgb LabelColorOf(string statistic)
        => StrokeOf(statistic).Color is var color && color == Palette.P50 ? Palette.P50Label : color;

    private static double Rank(string statistic)
        => double.Parse(statistic.AsSpan(1), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    private static Axis AxisOf(DirectionCharts charts)
    {
        IEnumerable<double> ofLines = LinesOf(charts).SelectMany(line => line.Series.Known).Select(point => point.Value);
        IEnumerable<double> ofSpans = charts.Overlay?.Spans.Select(span => span.DurationMs) ?? [];
        ImmutableArray<double> values =
            [.. ofLines.Concat(ofSpans).Concat(charts.Exemplars.Select(exemplar => exemplar.Value)).Where(value => value > 0 && double.IsFinite(value))];
        if (values.IsEmpty)
        {
            return Axis.OfValues(0, 1);
        }

        // A little air, so that nothing sticks to an edge.
        Axis axis = Axis.OfValues(values.Min(), values.Max());
        return axis.Scale == AxisScale.Logarithmic ? Axis.OfValues(values.Min() * 0.8, values.Max() * 1.4) : Axis.OfValues(0, values.Max() * 1.08);
    }

    private static IEnumerable<Mark> BandMarks(BucketBand band, Axis y)
    {
        double upper = Math.Min(band.UpperMs, y.Maximum);
        yield return new BarsMark([new BarItem(double.NegativeInfinity, band.LowerMs, double.PositiveInfinity, upper)], Palette.BucketBand);
        yield return new TextMark(double.NegativeInfinity, upper, $"one bucket: {MetricsText.Bounds(band)} · {MetricsText.SpansWithin(band)}")
        {
            Size = 10.6,
            Color = Palette.SecondInk,
            OffsetX = 6,
            OffsetY = 12,
            Halo = true,
        };
    }

    private static IEnumerable<Mark> SpanMarks(SpanOverlay overlay)
    {
        if (!overlay.Boxes.IsEmpty)
        {
            yield break;
        }

        yield return new PointsMark([.. overlay.Spans.Where(span => span.Error is null).Select(PointOf)])
        {
            Radius = 2.7,
            Fill = Palette.SpanDot,
            FillOpacity = Palette.SpanDotOpacity,
            Edge = new Stroke(Palette.SpanEdge, 0.7),
        };
        yield return new PointsMark([.. overlay.Spans.Where(span => span.Error is not null).Select(PointOf)], PointShape.Cross)
        {
            Radius = 2.7,
            Edge = new Stroke(Palette.Error, 1.5) { RoundEnds = true },
        };
    }

    private static PointItem PointOf(OverlaidSpan span) => new(span.StartUnixSeconds, span.DurationMs)
    {
        Id = span.SpanId.ToString(),
        Label = $"{TimeText.TimeOfDay(span.StartUnixNano)} · {NumberText.Milliseconds(span.DurationMs)} ms · {span.Name}{(span.Error is null ? string.Empty : $" · ✕ {span.Error}")} · {NameText.ShortId(span.TraceId.ToString())}",
    };

    private static IEnumerable<Mark> BoxMarks(SpanOverlay overlay)
    {
        yield return new BoxesMark([.. overlay.Boxes.Select(BoxOf)]);
        foreach (SpanBox box in overlay.Boxes.Where(box => box.ErrorCount > 0))
        {
            yield return new TextMark(MiddleOf(box), double.PositiveInfinity, TextRun.Strong($"✕ {NumberText.Count(box.ErrorCount)}"))
            {
                Size = 11,
                Color = Palette.Error,
                Anchor = TextAnchor.Middle,
                OffsetY = -14,
            };
        }
    }

    private static BoxItem BoxOf(SpanBox box)
        => new(MiddleOf(box), box.MinimumMs, box.LowerQuartileMs, box.MedianMs, box.UpperQuartileMs, box.MaximumMs)
        {
            Label = $"{TimeText.Seconds(box.Range.StartUnixNano)} – {TimeText.Seconds(box.Range.EndUnixNano)}: {NumberText.Counted(box.Count, "span")}, {NumberText.Counted(box.ErrorCount, "error")}, median {MetricsText.Milliseconds(box.MedianMs)}",
        };

    private static double MiddleOf(SpanBox box) => ((box.Range.StartUnixNano / 2.0) + (box.Range.EndUnixNano / 2.0)) / UnixTime.NanosPerSecond;

    private static IEnumerable<Mark> ExemplarMarks(ImmutableArray<MetricExemplar> exemplars)
    {
        yield return new PointsMark([.. exemplars.Select(PointOf)], PointShape.Diamond) { Radius = 3.4, Fill = Palette.Exemplar, Edge = new Stroke(Palette.Card, 0.7) };
    }

    private static PointItem PointOf(MetricExemplar exemplar) => new(exemplar.UnixNano / (double)UnixTime.NanosPerSecond, exemplar.Value)
    {
        Id = exemplar.SpanId?.ToString(),
        Label = $"{TimeText.TimeOfDay(exemplar.UnixNano)} · {NumberText.Milliseconds(exemplar.Value)} ms · exemplar{(exemplar.TraceId is { } id ? $" · {NameText.ShortId(id.ToString())}" : string.Empty)}",
    };

    private static TextMark NoLines() => new(double.NegativeInfinity, double.PositiveInfinity, "no requests in the metrics")
    {
        Anchor = TextAnchor.Middle,
        Color = Palette.SecondInk,
        OffsetX = Width / 2,
        OffsetY = Height / 2,
    };

    private static TextMark TitleOf(DirectionCharts charts, Axis y)
    {
        string scale = y.Scale == AxisScale.Logarithmic ? " (log)" : string.Empty;
        string grouped = charts.Groups.IsEmpty
            ? string.Empty
            : $" · {charts.Duration.Series.Select(series => series.Statistic).LastOrDefault(ChartStatistics.Average)} by {string.Join(", ", charts.GroupBy)}";
        return new TextMark(
            double.NegativeInfinity,
            double.PositiveInfinity,
            [TextRun.Strong("Request duration"), TextRun.Colored($", ms{scale} · {ContractWords.Of(charts.Direction)}{grouped}", Palette.SecondInk)])
        {
            OffsetX = 16 - Left,
            OffsetY = 20 - Top,
        };
    }

    private static TextMark SummaryOf(DirectionCharts charts)
    {
        TextRun exemplars = TextRun.Strong(NumberText.Counted(charts.Exemplars.Length, "exemplar")) with { Color = Palette.Exemplar };
        TextLine line = charts.Overlay is not { Spans.IsEmpty: false } overlay ? [exemplars]
            : charts.Exemplars.IsEmpty ? [.. SummaryOf(overlay)]
            : [exemplars, "   ", .. SummaryOf(overlay)];
        return new TextMark(double.PositiveInfinity, double.PositiveInfinity, line)
        {
            Size = 11,
            Color = Palette.SecondInk,
            Anchor = TextAnchor.End,
            OffsetX = 102,
            OffsetY = 20 - Top,
        };
    }

    private static ImmutableArray<TextRun> SummaryOf(SpanOverlay overlay)
    {
        TextRun count = TextRun.Strong($"{(overlay.Boxes.IsEmpty ? "● " : string.Empty)}{NumberText.Counted(overlay.Spans.Length, "span")}") with { Color = Palette.SpanText };
        string errors = NumberText.Counted(overlay.ErrorCount, "error");
        return overlay.Boxes.IsEmpty
            ? [count, $" of {NumberText.Counted(overlay.TraceCount, "trace")} · ", TextRun.Strong($"✕ {errors}") with { Color = Palette.Error }]
            :
            [
                count,
                $" as {overlay.Boxes.Length} boxes of {TimeText.Duration(overlay.Boxes[0].Range.Duration)}: min · p25 · median · p75 · max   ",
                TextRun.Strong($"✕ {errors}") with { Color = Palette.Error },
            ];
    }

    private static IEnumerable<Mark> EndLabels(DirectionCharts charts, Axis x, Axis y)
    {
        ImmutableArray<(Stroke Stroke, Rgb Color, string Label, MetricPoint Last)> ends =
            [.. LinesOf(charts).Where(line => line.Series.Known.Any()).Select(line => (line.Stroke, line.LabelColor, line.Label, line.Series.Known.Last()))];
        ImmutableArray<double> at = [.. ends.Select(end => Height - (y.Place(end.Last.Value) * Height))];
        ImmutableArray<double> placed = LineEndLabels.Spread(at, 0, Height);
        bool wide = ends.Any(end => end.Label.Length + NumberText.ShortMilliseconds(end.Last.Value).Length > 9);
        for (int index = 0; index < ends.Length; index++)
        {
            (Stroke stroke, Rgb color, string label, MetricPoint last) = ends[index];
            double right = x.Place(MetricLines.SecondsOf(last)) * Width;
            yield return LinesMark.Segment(
                new PlotPoint(right + 2, at[index]), new PlotPoint(Width + 12, placed[index]), new Stroke(stroke.Color));
            yield return new TextMark(Width + 16, placed[index] + 4, TextRun.Strong(label)) { Color = color };
            yield return new TextMark(Width + (wide ? 102 : 78), placed[index] + 4, NumberText.ShortMilliseconds(last.Value))
            {
                Color = color,
                Anchor = TextAnchor.End,
            };
        }
    }
}
