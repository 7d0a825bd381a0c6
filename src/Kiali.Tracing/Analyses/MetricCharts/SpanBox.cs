namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>The spans that start in one stretch of the window, as five numbers.</summary>
/// <param name="Range">The stretch.</param>
/// <param name="Count">How many spans.</param>
/// <param name="ErrorCount">How many of them failed.</param>
/// <param name="MinimumMs">The shortest, milliseconds.</param>
/// <param name="LowerQuartileMs">The 25th percentile, by <see cref="SampleQuantile"/>.</param>
/// <param name="MedianMs">The median.</param>
/// <param name="UpperQuartileMs">The 75th percentile.</param>
/// <param name="MaximumMs">The longest.</param>
public sealed record SpanBox(
    TimeRange Range, int Count, int ErrorCount, double MinimumMs, double LowerQuartileMs, double MedianMs, double UpperQuartileMs, double MaximumMs);
