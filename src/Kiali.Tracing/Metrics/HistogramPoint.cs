namespace Kiali.Tracing.Metrics;

/// <summary>A native histogram at a time, as far as two numbers tell it.</summary>
/// <param name="UnixMillis">The time, whole Unix milliseconds.</param>
/// <param name="Count">How many observations; a fraction where it was computed.</param>
/// <param name="Sum">Their sum.</param>
public readonly record struct HistogramPoint(long UnixMillis, double Count, double Sum);
