using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Writes what the domain asks as PromQL. Everything is summed by the server, by the labels that are asked for and no others.</summary>
internal static class PrometheusQuestions
{
    /// <summary>Tells how an engine takes the start of a range: 3 where a point just there belongs to it, 2 where it does not. Asked at a whole second.</summary>
    public const string Boundary = "count_over_time(vector(1)[2s:1s])";

    private const long ShortestCatalogStepMillis = 15_000;
    private const long LongestCatalogStepMillis = 300_000;

    /// <summary>How a counter grew, by group.</summary>
    /// <param name="name">The counter's whole name.</param>
    /// <param name="selector">Which series.</param>
    /// <param name="groupBy">The labels to sum by.</param>
    /// <param name="window">The window.</param>
    /// <returns>The expression.</returns>
    public static string Increase(string name, MetricSelector selector, ImmutableArray<string> groupBy, TimeSpan window)
        => $"sum by ({PromQlText.Labels(groupBy)}) (increase({PromQlText.Selector(name, selector)}[{PromQlText.Duration(MillisOf(window))}]))";

    /// <summary>From the first to the last sample in a window, in seconds, of the series that reaches widest, by group.</summary>
    /// <remarks>
    /// A series shows its newest sample, so its first one in the window is seen where the first step after it is nearer than the second sample: exactly where
    /// samples are at least a step apart, and at most a step too late otherwise. The last one is the newest at the window's end, or, where the series
    /// ended before, the newest that any step saw.
    /// </remarks>
    /// <param name="name">The series' whole name; a histogram's count is enough, as all its series are scraped at once.</param>
    /// <param name="query">Which series, and when.</param>
    /// <param name="boundary">Whether a sample at the start of the window belongs to it.</param>
    /// <param name="options">How fine the steps are.</param>
    /// <returns>The expression; its value is the difference of two times in whole milliseconds.</returns>
    public static string Coverage(string name, HistogramQuery query, RangeBoundary boundary, PrometheusOptions options)
    {
        long window = MillisOf(query.Window);
        string start = PromQlText.Seconds(query.Times.StartUnixMillis - window);
        string newest = $"(timestamp({PromQlText.Selector(name, query.Selector)}) {(boundary == RangeBoundary.Closed ? ">=" : ">")} {start})";
        string steps = $"[{PromQlText.Duration(window)}:{PromQlText.Duration(CoverageStepOf(window, options))}]";
        return $"max by ({PromQlText.Labels(query.Selector.GroupBy)}) (({newest} or max_over_time({newest}{steps})) - min_over_time({newest}{steps}))";
    }

    /// <summary>Which sets of labels there were in a stretch of time, among requests and TCP traffic.</summary>
    /// <param name="reporters">What the label <c>reporter</c> must be.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="window">The stretch, which ends when it is asked.</param>
    /// <returns>The expression; its values are 1.</returns>
    public static string LabelSets(LabelMatcher reporters, ImmutableArray<string> labels, TimeSpan window)
    {
        // Looking at the newest samples every few minutes costs a fraction of reading all of them, and misses only what lived shorter than that.
        long millis = MillisOf(window);
        long step = Math.Clamp(millis / 60 / 1000 * 1000, ShortestCatalogStepMillis, LongestCatalogStepMillis);
        LabelMatcher names = LabelMatcher.Equal(PrometheusLabels.MetricName, IstioMetrics.RequestsTotal, IstioMetrics.TcpReceivedBytesTotal);
        string by = $"group by ({PromQlText.Labels(labels)})";
        return $"{by} (last_over_time({by} ({PromQlText.Matchers([names, reporters])})[{PromQlText.Duration(millis)}:{PromQlText.Duration(step)}]))";
    }

    /// <summary>Whole milliseconds of a window, as the computation from raw samples takes them.</summary>
    /// <param name="window">The window.</param>
    /// <returns>Milliseconds.</returns>
    public static long MillisOf(TimeSpan window) => window.Ticks / TimeSpan.TicksPerMillisecond;

    // Whole seconds, as proxies in front of a server round steps to them.
    private static long CoverageStepOf(long windowMillis, PrometheusOptions options)
        => Math.Max(1, ((windowMillis / options.CoverageSteps) + 999) / 1000) * 1000;
}
