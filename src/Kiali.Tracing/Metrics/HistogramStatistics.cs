namespace Kiali.Tracing.Metrics;

/// <summary>What is read from a histogram's growth, as Prometheus would.</summary>
public static class HistogramStatistics
{
    /// <summary>The mean: growth of the sum / growth of the count.</summary>
    /// <param name="increase">The growth.</param>
    /// <returns>The mean, in the family's unit; null without both, or without observations.</returns>
    public static double? Mean(HistogramIncrease increase)
        => increase is { Sum: { } sum, Count: { } count } && double.IsFinite(sum / count) ? sum / count : null;

    /// <summary>A quantile.</summary>
    /// <param name="increase">The growth.</param>
    /// <param name="quantile">The quantile, 0 to 1.</param>
    /// <returns>The quantile and its bucket; null where there is none.</returns>
    public static QuantileEstimate? Quantile(HistogramIncrease increase, double quantile) => BucketQuantile.Compute(quantile, increase.Buckets.AsSpan());

    /// <summary>How many observations came: the growth of the count, else that of the bucket +Inf.</summary>
    /// <param name="increase">The growth.</param>
    /// <returns>The number, a fraction; null when neither is known.</returns>
    public static double? Observations(HistogramIncrease increase)
        => increase.Count ?? (increase.Buckets is [.., { UpperBound: double.PositiveInfinity } last] ? last.Increase : null);
}
