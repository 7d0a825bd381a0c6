using Kiali.Tracing.Analyses.TraceDetail;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>The data frame of <c>trace</c>: one row a span, depth-first.</summary>
public static class TraceDetailFrame
{
    /// <summary>Makes the frame.</summary>
    /// <param name="result">The trace.</param>
    /// <returns>The frame.</returns>
    public static DataFrame Of(TraceDetailResult result)
        => SpansFrame.Of([.. result.Trace.Spans.Select(span => (result.Trace, span))], span => result.CriticalSpanIds.Contains(span.SpanId));
}
