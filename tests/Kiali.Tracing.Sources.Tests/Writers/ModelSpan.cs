namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>A span to be written in several formats. Times are whole microseconds, which every format keeps.</summary>
internal sealed record ModelSpan(
    TraceId TraceId,
    SpanId SpanId,
    SpanId Parent,
    string Name,
    string Service,
    SpanKind Kind,
    SpanStatusCode Status,
    string StatusMessage,
    long StartMicros,
    long DurationMicros,
    ModelAttribute[] Attributes,
    ModelEvent[] Events,
    ModelLink[] Links);
