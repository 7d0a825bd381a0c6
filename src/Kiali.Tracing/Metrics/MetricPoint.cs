namespace Kiali.Tracing.Metrics;

/// <summary>A value at a time.</summary>
/// <param name="UnixMillis">The time, whole Unix milliseconds, as Prometheus keeps it.</param>
/// <param name="Value">The value; may be NaN or infinite.</param>
public readonly record struct MetricPoint(long UnixMillis, double Value);
