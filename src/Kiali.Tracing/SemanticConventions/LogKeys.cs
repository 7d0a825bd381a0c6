using System.Collections.Immutable;

namespace Kiali.Tracing.SemanticConventions;

/// <summary>The keys under which log lines name a trace, a span, a request or a severity; compared without regard to case.</summary>
public static class LogKeys
{
    /// <summary>W3C Trace Context: version, trace, span and flags in one value.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>Datadog: the trace's id, decimal, its low half.</summary>
    public const string DatadogTraceId = "dd.trace_id";

    /// <summary>Datadog: the span's id, decimal.</summary>
    public const string DatadogSpanId = "dd.span_id";

    /// <summary>Keys of a trace's id in hexadecimal digits.</summary>
    public static ImmutableArray<string> TraceIds { get; } = ["trace_id", "traceid", "x-b3-traceid"];

    /// <summary>Keys of a span's id in hexadecimal digits.</summary>
    public static ImmutableArray<string> SpanIds { get; } = ["span_id", "spanid", "x-b3-spanid"];

    /// <summary>Keys of a request's id.</summary>
    public static ImmutableArray<string> RequestIds { get; } = [EnvoyAttributes.RequestIdHeader, "x_request_id"];

    /// <summary>Keys of a severity, the more telling first.</summary>
    public static ImmutableArray<string> Severities { get; } = ["level", "severity", "lvl", "log.level", "loglevel", "severity_text"];

    /// <summary>Keys of the text of a structured line.</summary>
    public static ImmutableArray<string> Messages { get; } = ["msg", "message"];

    /// <summary>Keys of the time at which a structured line was written.</summary>
    public static ImmutableArray<string> Times { get; } = ["time", "ts", "timestamp", "@timestamp", "datetime"];

    /// <summary>Whether a key names a trace, a span, a request or a severity.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsTelling(string key)
        => TraceIds.Contains(key, StringComparer.OrdinalIgnoreCase) || SpanIds.Contains(key, StringComparer.OrdinalIgnoreCase)
            || RequestIds.Contains(key, StringComparer.OrdinalIgnoreCase) || Severities.Contains(key, StringComparer.OrdinalIgnoreCase)
            || key.Equals(TraceParent, StringComparison.OrdinalIgnoreCase);
}
