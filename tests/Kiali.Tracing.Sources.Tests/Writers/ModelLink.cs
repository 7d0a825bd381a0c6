namespace Kiali.Tracing.Sources.Tests.Writers;

internal sealed record ModelLink(TraceId TraceId, SpanId SpanId);
