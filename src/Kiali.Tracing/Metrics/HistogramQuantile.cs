using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>Quantiles of cumulative buckets, as Prometheus's <c>histogram_quantile</c> computes them over classic buckets.</summary>
/// <remarks>Source of the formula: Prometheus, <c>promql/quantile.go</c>, <c>bucketQuantile</c>.</remarks>
public static class HistogramQuantile
{
    /// <summary>A quantile of a histogram's growth.</summary>
    /// <remarks>
    /// Within a bucket values are taken to lie evenly; the first bucket starts at 0 unless its bound is not above 0. In the last bucket, whose bound is +Inf,
    /// the answer is the bound before it. Buckets that fall are raised to the one before, as extrapolation can make them fall by a rounding.
    /// </remarks>
    /// <param name="quantile">Which, 0 to 1.</param>
    /// <param name="buckets">The cumulative buckets by rising bound, the last one +Inf.</param>
    /// <returns>The value in the buckets' unit; null without observations, without a bucket of +Inf, or with fewer than two buckets.</returns>
    public static double? Of(double quantile, ImmutableArray<HistogramBucket> buckets)
    {
        if (buckets.Length < 2 || !double.IsPositiveInfinity(buckets[^1].UpperBound) || quantile is < 0 or > 1)
        {
            return null;
        }

        double[] counts = new double[buckets.Length];
        double highest = 0;
        for (int index = 0; index < counts.Length; index++)
        {
            highest = Math.Max(highest, buckets[index].Increase);
            counts[index] = highest;
        }

        if (highest <= 0)
        {
            return null;
        }

        double rank = quantile * highest;
        int found = 0;
        while (found < counts.Length - 1 && counts[found] < rank)
        {
            found++;
        }

        if (found == counts.Length - 1)
        {
            return buckets[^2].UpperBound;
        }

        double upper = buckets[found].UpperBound;
        if (found == 0 && upper <= 0)
        {
            return upper;
        }

        double lower = found == 0 ? 0 : buckets[found - 1].UpperBound;
        double below = found == 0 ? 0 : counts[found - 1];
        double within = counts[found] - below;
        return within <= 0 ? upper : lower + ((upper - lower) * ((rank - below) / within));
    }
}
