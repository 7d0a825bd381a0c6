using System.Globalization;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Json;

namespace Kiali.Tracing.Formatting;

/// <summary>Says what metric charts show, from their numbers alone.</summary>
internal static class MetricsText
{
    /// <summary>What happened on one side: <c>Request duration p50 2.4 ms outside, 1,740 ms inside the slow stretch 14:06:30 – 14:15:45; …</c></summary>
    public static string Finding(DirectionCharts charts)
    {
        if (!charts.HasData)
        {
            return $"No {ContractWords.Of(charts.Direction)} requests in the metrics of this window.";
        }

        string spans = SpansOf(charts.Overlay);
        return $"{Duration(charts)}; {Failures(charts)}.{(spans.Length == 0 ? string.Empty : " " + spans)}";
    }

    /// <summary>The share of failed requests, without a full stop: <c>errors up to 77 % of requests</c>.</summary>
    public static string Failures(DirectionCharts charts)
    {
        string text = Share(charts.Errors.Find(ChartStatistics.Errors)) is { } errors ? $"errors up to {errors} of requests" : "no errors";
        return Share(charts.Errors.Find(ChartStatistics.ClientErrors)) is { } clientErrors ? $"{text}, 4xx up to {clientErrors}" : text;
    }

    /// <summary>A percentage as shortly as reads well: <c>77 %</c>, <c>0.3 %</c>.</summary>
    public static string Percent(double percent) => NumberText.WithUnit(NumberText.Fixed(percent, percent is > 0 and < 9.95 ? 1 : 0), "%");

    /// <summary>Milliseconds with their unit, as shortly as reads well.</summary>
    public static string Milliseconds(double? milliseconds) => NumberText.WithUnit(NumberText.ShortMilliseconds(milliseconds), "ms");

    /// <summary>A bucket's bounds: <c>1,000–2,500 ms</c>, or <c>above 10,000 ms</c> in the last.</summary>
    public static string Bounds(BucketBand band)
    {
        string lower = Bound(band.LowerMs);
        return double.IsInfinity(band.UpperMs)
            ? "above " + NumberText.WithUnit(lower, "ms")
            : NumberText.WithUnit($"{lower}–{Bound(band.UpperMs)}", "ms");
    }

    /// <summary>Where the spans in a bucket lie, the outer twentieths aside: <c>71 spans, 2,020–2,030 ms</c>.</summary>
    public static string SpansWithin(BucketBand band)
    {
        if (band.SpanCount == 0)
        {
            return "no span in it";
        }

        string low = NumberText.ShortMilliseconds(band.SpanLowMs);
        string high = NumberText.ShortMilliseconds(band.SpanHighMs);
        string most = band.SpanCount == 1 ? string.Empty : "most ";
        return $"{NumberText.Counted(band.SpanCount, "span")}, {most}{NumberText.WithUnit(low == high ? low : $"{low}–{high}", "ms")}";
    }

    private static string Duration(DirectionCharts charts)
    {
        if (charts.SlowStretch is { } slow)
        {
            return $"Request duration {slow.Statistic} {Milliseconds(slow.OutsideMs)} outside, {Milliseconds(slow.InsideMs)} inside the slow stretch "
                + $"{TimeText.Seconds(slow.Range.StartUnixNano)} – {TimeText.Seconds(slow.Range.EndUnixNano)}";
        }

        string medians = string.Join(
            ", ",
            charts.Duration.Series.Where(series => series.Median is not null).Select(series => $"{series.Statistic} {Milliseconds(series.Median)}"));
        return medians.Length == 0 ? "No request duration" : $"Request duration {medians} (medians over the window)";
    }

    private static string SpansOf(SpanOverlay? overlay) => overlay is null or { Spans.IsEmpty: true }
        ? string.Empty
        : $"{NumberText.Counted(overlay.Spans.Length, "span")} of {NumberText.Counted(overlay.TraceCount, "trace")} laid over.";

    private static string? Share(ChartSeries? series) => series?.Peak is { } peak and > 0 ? Percent(peak) : null;

    private static string Bound(double bound) => bound.ToString("#,0.###", CultureInfo.InvariantCulture);
}
