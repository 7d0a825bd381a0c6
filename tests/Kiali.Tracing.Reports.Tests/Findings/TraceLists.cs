using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;

namespace Kiali.Tracing.Reports.Tests.Findings;

/// <summary>Lists of traces with chosen durations, errors and services.</summary>
internal static class TraceLists
{
    public static TraceSummary Summary(int index, double durationMs, int errors = 0, params ImmutableArray<string> services) => new()
    {
        TraceId = TraceId.Parse($"{index + 1:x32}"),
        Name = "productpage.bookinfo:9080/*",
        Request = "GET /productpage",
        RootService = "productpage",
        StartUnixNano = Reports.Start + (index * UnixTime.NanosPerSecond),
        DurationNanos = (long)(durationMs * UnixTime.NanosPerMilli),
        SpanCount = 10,
        ErrorCount = errors,
        Services = services,
        AverageSpanDurationMs = durationMs,
        ErrorReasons = errors == 0 ? [] : [new TraceErrorCount("503", errors)],
    };

    public static TracesResult Result(params ImmutableArray<TraceSummary> traces)
    {
        double[] sorted = [.. traces.Select(trace => trace.DurationMs).Order()];
        return new TracesResult
        {
            Window = Reports.Window,
            Complete = true,
            Warnings = [],
            Options = new TracesOptions { Subject = "productpage-v1.bookinfo" },
            Traces = traces,
            P50Ms = sorted.Length == 0 ? null : sorted[sorted.Length / 2],
            P90Ms = sorted.Length == 0 ? null : sorted[sorted.Length * 9 / 10],
            ErrorTraceCount = traces.Count(trace => trace.ErrorCount > 0),
            CoveredShare = 1,
            LimitReached = false,
            Chosen = null,
        };
    }

    /// <summary>Sixty quick traces, then twenty that pass ratings and take seconds, half of them failing.</summary>
    public static TracesResult Incident { get; } = Result(
    [
        .. Enumerable.Range(0, 60).Select(i => Summary(i, 30 + (i % 10), 0, i % 3 == 0 ? ["productpage", "reviews"] : ["productpage", "reviews", "ratings"])),
        .. Enumerable.Range(60, 20).Select(i => Summary(i, 2_000 + (i * 10), i % 2 == 0 ? 4 : 0, "productpage", "reviews", "ratings")),
    ]);
}
