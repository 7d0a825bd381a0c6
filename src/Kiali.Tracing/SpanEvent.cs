namespace Kiali.Tracing;

/// <summary>Something that happened at one moment within a span, as of OpenTelemetry; Jaeger calls it a log.</summary>
/// <param name="UnixNano">When, Unix nanoseconds.</param>
/// <param name="Name">What; empty when not recorded.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record SpanEvent(long UnixNano, string Name, AttributeSet Attributes);
