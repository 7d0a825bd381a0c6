namespace Kiali.Tracing.Metrics;

/// <summary>A quantile read from a histogram, and how well the histogram knows it.</summary>
/// <param name="Value">The quantile, interpolated linearly within its bucket; the highest finite bound when it lies above all of them.</param>
/// <param name="LowerBound">The lower bound of its bucket, exclusive; 0 for the lowest bucket of a positive bound.</param>
/// <param name="UpperBound">The upper bound of its bucket, inclusive; +∞ in the last.</param>
public readonly record struct QuantileEstimate(double Value, double LowerBound, double UpperBound);
