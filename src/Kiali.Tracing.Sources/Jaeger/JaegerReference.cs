namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>A reference of a Jaeger span to another.</summary>
/// <param name="FollowsFrom">Whether it is FOLLOWS_FROM; CHILD_OF otherwise.</param>
/// <param name="TraceId">The trace of the span referred to; zero when not recorded, which means the same trace.</param>
/// <param name="SpanId">The span referred to.</param>
internal readonly record struct JaegerReference(bool FollowsFrom, TraceId TraceId, SpanId SpanId);
