using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Traces;

/// <summary>One trace of a list: its numbers without its spans.</summary>
public sealed record TraceSummary
{
    /// <summary>The trace.</summary>
    public required TraceId TraceId { get; init; }

    /// <summary>The root's name; the first span's when the root is missing.</summary>
    public required string Name { get; init; }

    /// <summary>The root's service; the first span's when the root is missing.</summary>
    public required string RootService { get; init; }

    /// <summary>What the root asked for, for instance <c>GET /productpage</c>: its name where that is not known.</summary>
    public required string Request { get; init; }

    /// <summary>The earliest start, Unix nanoseconds.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>Latest end − earliest start, nanoseconds.</summary>
    public required long DurationNanos { get; init; }

    /// <summary>How many spans it has.</summary>
    public required int SpanCount { get; init; }

    /// <summary>How many spans failed, by <see cref="SpanErrors"/>.</summary>
    public required int ErrorCount { get; init; }

    /// <summary>The services that took part, in the order of their first span.</summary>
    public required ImmutableArray<string> Services { get; init; }

    /// <summary>The mean duration of the spans longer than zero, milliseconds; null when there are none.</summary>
    public required double? AverageSpanDurationMs { get; init; }

    /// <summary>In which ways spans failed, most frequent first.</summary>
    public required ImmutableArray<TraceErrorCount> ErrorReasons { get; init; }

    /// <summary>Latest end − earliest start, milliseconds.</summary>
    public double DurationMs => UnixTime.ToMillis(DurationNanos);

    /// <summary>Sums up a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <returns>Its numbers.</returns>
    public static TraceSummary Of(Trace trace)
    {
        ImmutableArray<TraceErrorCount> reasons = CountErrors(trace);
        return new TraceSummary
        {
            TraceId = trace.TraceId,
            Name = trace.Name,
            RootService = trace.RootService,
            Request = SpanLabel.RequestOf(trace.Root ?? trace.Spans[0]),
            StartUnixNano = trace.StartUnixNano,
            DurationNanos = trace.DurationNanos,
            SpanCount = trace.Spans.Length,
            ErrorCount = reasons.Sum(reason => reason.Count),
            Services = trace.Services,
            AverageSpanDurationMs = trace.AverageSpanDurationMs,
            ErrorReasons = reasons,
        };
    }

    private static ImmutableArray<TraceErrorCount> CountErrors(Trace trace)
        =>
        [
            .. trace.Spans
                .Where(span => SpanErrors.ReasonOf(span) != ErrorReason.None)
                .GroupBy(span => SpanErrors.TextOf(SpanOutcome.Of(span)), StringComparer.Ordinal)
                .Select(group => new TraceErrorCount(group.Key, group.Count()))
                .OrderByDescending(reason => reason.Count),
        ];
}
