namespace Kiali.Tracing.Columns;

/// <summary>One link in the columns.</summary>
internal readonly record struct LinkRow(TraceId TraceId, SpanId SpanId, int AttributeStart, int AttributeCount);
