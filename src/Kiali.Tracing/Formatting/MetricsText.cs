using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Figures;
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
        string requests = !charts.HasRequests ? $"No {ContractWords.Of(charts.Direction)} requests."
            : charts.Groups.IsEmpty ? $"{Duration(charts)}; {Failures(charts)}."
            : GroupsOf(charts);
        string[] sentences = [requests, OthersOf(charts), spans];
        return string.Join(' ', sentences.Where(sentence => sentence.Length > 0));
    }

    /// <summary>A rate of what a chart counts, with its unit: <c>12.3 kB/s</c>, <c>0.25 connections/s</c>.</summary>
    public static string Rate(MetricChart chart, double value) => chart.Unit switch
    {
        "bytes/s" => $"{Bytes(value)}/s",
        "bytes" => Bytes(value),
        _ => NumberText.WithUnit(NumberText.Fixed(value, value >= 9.95 ? 0 : 2), chart.Unit),
    };

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

    private static string Bytes(double value) => value switch
    {
        >= 1e9 => NumberText.WithUnit(NumberText.Fixed(value / 1e9, 1), "GB"),
        >= 1e6 => NumberText.WithUnit(NumberText.Fixed(value / 1e6, 1), "MB"),
        >= 1e3 => NumberText.WithUnit(NumberText.Fixed(value / 1e3, 1), "kB"),
        _ => NumberText.WithUnit(NumberText.Fixed(value, 0), "bytes"),
    };

    private static string GroupsOf(DirectionCharts charts)
    {
        const int Named = 3;
        MetricChart volume = charts.Charts[(int)MetricChartKind.RequestVolume];
        IEnumerable<string> largest = MetricGroups.LinesOf(volume, charts.Groups).Take(Named)
            .Select(line => $"{MetricGroups.NameOf(charts.Groups[line.Number - 1], charts.GroupBy)} {Rate(volume, line.Series.Peak ?? 0)}");
        return $"{NumberText.Counted(charts.Groups.Length, "group")} by {string.Join(", ", charts.GroupBy)}, most requests first; up to {string.Join(", ", largest)}.";
    }

    private static string OthersOf(DirectionCharts charts)
    {
        ImmutableArray<MetricChart> others = [.. charts.Others.Where(chart => !chart.IsOfRequests)];
        return others.IsEmpty
            ? string.Empty
            : $"At most {string.Join(", ", others.Select(chart => $"{chart.Name} {Rate(chart, chart.Series.Max(series => series.Peak) ?? 0)}"))}.";
    }

    private static string SpansOf(SpanOverlay? overlay) => overlay is null or { Spans.IsEmpty: true }
        ? string.Empty
        : $"{NumberText.Counted(overlay.Spans.Length, "span")} of {NumberText.Counted(overlay.TraceCount, "trace")} laid over.";

    private static string? Share(ChartSeries? series) => series?.Peak is { } peak and > 0 ? Percent(peak) : null;

    private static string Bound(double bound) => bound.ToString("#,0.###", CultureInfo.InvariantCulture);
}
