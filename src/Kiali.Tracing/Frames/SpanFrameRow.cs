using Kiali.Tracing.Mapping;

namespace Kiali.Tracing.Frames;

/// <summary>A row of a frame of spans, with what takes time to find out found out once.</summary>
internal sealed class SpanFrameRow(Trace trace, Span span)
{
    public Trace Trace { get; } = trace;

    public Span Span { get; } = span;

    public SpanOwner Owner { get; } = SpanWorkloads.OwnerOf(span);

    public ErrorReason Reason { get; } = SpanErrors.ReasonOf(span);
}
