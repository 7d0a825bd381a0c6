using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Metrics;

/// <summary>One observation of a metric that names the trace it came from.</summary>
/// <param name="SeriesLabels">The labels of its series, with a bucket's <c>le</c>.</param>
/// <param name="Labels">The exemplar's own labels, the trace's id among them.</param>
/// <param name="Value">What was observed, in the metric's unit.</param>
/// <param name="UnixNano">When, Unix nanoseconds.</param>
public sealed record MetricExemplar(LabelSet SeriesLabels, LabelSet Labels, double Value, long UnixNano)
{
    /// <summary>The trace, from <c>trace_id</c>, <c>traceID</c> or another of <see cref="LogKeys.TraceIds"/>; null when it names none.</summary>
    public TraceId? TraceId => Find(LogKeys.TraceIds) is { } text && Tracing.TraceId.TryParse(text, out TraceId id) && !id.IsZero ? id : null;

    /// <summary>The span, from <c>span_id</c>, <c>spanID</c> or another of <see cref="LogKeys.SpanIds"/>; null when it names none.</summary>
    public SpanId? SpanId => Find(LogKeys.SpanIds) is { } text && Tracing.SpanId.TryParse(text, out SpanId id) && !id.IsZero ? id : null;

    private string? Find(IEnumerable<string> keys)
    {
        foreach (Label label in Labels)
        {
            if (keys.Contains(label.Name, StringComparer.OrdinalIgnoreCase))
            {
                return label.Value;
            }
        }

        return null;
    }
}
