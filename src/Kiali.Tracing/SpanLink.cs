namespace Kiali.Tracing;

/// <summary>A reference from a span to another that is not its parent; Jaeger's FOLLOWS_FROM is one.</summary>
/// <param name="TraceId">The trace of the span referred to.</param>
/// <param name="SpanId">The span referred to.</param>
/// <param name="Attributes">The link's attributes.</param>
public sealed record SpanLink(TraceId TraceId, SpanId SpanId, AttributeSet Attributes);
