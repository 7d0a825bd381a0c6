using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>The spans laid over the charts of one direction.</summary>
/// <param name="Spans">The spans, by start.</param>
/// <param name="Boxes">The same as box plots, left to right, stretches without spans left out; empty while the spans are few enough to be dots.</param>
public sealed record SpanOverlay(ImmutableArray<OverlaidSpan> Spans, ImmutableArray<SpanBox> Boxes)
{
    /// <summary>How many traces the spans are of.</summary>
    public int TraceCount { get; } = Spans.Select(span => span.TraceId).Distinct().Count();

    /// <summary>How many spans failed.</summary>
    public int ErrorCount { get; } = Spans.Count(span => span.Error is not null);
}
