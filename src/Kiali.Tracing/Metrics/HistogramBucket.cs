namespace Kiali.Tracing.Metrics;

/// <summary>One cumulative bucket of a histogram's increase.</summary>
/// <param name="UpperBound">Its upper bound, inclusive, in the family's unit; +Inf for the last.</param>
/// <param name="Increase">How many observations at or below the bound came in the window; extrapolated, so a fraction.</param>
public readonly record struct HistogramBucket(double UpperBound, double Increase);
