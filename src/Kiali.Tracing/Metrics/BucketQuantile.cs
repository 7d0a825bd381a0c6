namespace Kiali.Tracing.Metrics;

/// <summary>Prometheus's <c>histogram_quantile</c>, and the shares that a histogram knows, over cumulative buckets.</summary>
public static class BucketQuantile
{
    // Sums of rates differ in their last bits; what differs by less is the same count.
    private const double CountTolerance = 1e-12;

    /// <summary>Estimates a quantile.</summary>
    /// <remarks>Buckets with the same bound are added; a count below that of a lower bound is raised to it, and one that differs from it only in the last
    /// bits is made equal.</remarks>
    /// <param name="quantile">The quantile, 0 to 1.</param>
    /// <param name="buckets">The cumulative buckets by rising bound.</param>
    /// <returns>The estimate; null where Prometheus gives NaN: without a bucket +Inf or another one, without observations, with counts that are no numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is not between 0 and 1.</exception>
    public static QuantileEstimate? Compute(double quantile, ReadOnlySpan<HistogramBucket> buckets)
    {
        if (!(quantile is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile lies between 0 and 1.");
        }

        HistogramBucket[] repaired = Repair(buckets);
        if (repaired.Length < 2 || !double.IsPositiveInfinity(repaired[^1].UpperBound))
        {
            return null;
        }

        double observations = repaired[^1].Increase;
        if (observations == 0 || double.IsNaN(observations))
        {
            return null;
        }

        double rank = quantile * observations;
        int index = 0;
        while (index < repaired.Length - 1 && !(repaired[index].Increase >= rank))
        {
            index++;
        }

        double upper = repaired[index].UpperBound;
        if (index == repaired.Length - 1)
        {
            double highest = repaired[^2].UpperBound;
            return new QuantileEstimate(highest, highest, double.PositiveInfinity);
        }

        if (index == 0 && upper <= 0)
        {
            return new QuantileEstimate(upper, double.NegativeInfinity, upper);
        }

        double lower = index == 0 ? 0 : repaired[index - 1].UpperBound;
        double below = index == 0 ? 0 : repaired[index - 1].Increase;
        double value = lower + ((upper - lower) * ((rank - below) / (repaired[index].Increase - below)));
        return double.IsNaN(value) ? null : new QuantileEstimate(value, lower, upper);
    }

    /// <summary>Tells how much of a histogram lies below a value.</summary>
    /// <param name="value">The value, in the family's unit.</param>
    /// <param name="buckets">The cumulative buckets by rising bound.</param>
    /// <returns>The share in buckets wholly below the value, and the share in buckets not wholly above it, 0 to 1; null without a bucket +Inf or without
    /// observations.</returns>
    public static (double Lower, double Upper)? ShareBelow(double value, ReadOnlySpan<HistogramBucket> buckets)
    {
        HistogramBucket[] repaired = Repair(buckets);
        if (repaired.Length == 0 || !double.IsPositiveInfinity(repaired[^1].UpperBound) || !(repaired[^1].Increase > 0) || double.IsNaN(value))
        {
            return null;
        }

        int holding = 0;
        while (holding < repaired.Length - 1 && repaired[holding].UpperBound < value)
        {
            holding++;
        }

        double all = repaired[^1].Increase;
        return (holding == 0 ? 0 : repaired[holding - 1].Increase / all, repaired[holding].Increase / all);
    }

    private static HistogramBucket[] Repair(ReadOnlySpan<HistogramBucket> buckets)
    {
        List<HistogramBucket> repaired = new(buckets.Length);
        foreach (HistogramBucket bucket in buckets)
        {
            if (repaired.Count > 0 && repaired[^1].UpperBound == bucket.UpperBound)
            {
                repaired[^1] = bucket with { Increase = repaired[^1].Increase + bucket.Increase };
            }
            else
            {
                repaired.Add(bucket);
            }
        }

        for (int index = 1; index < repaired.Count; index++)
        {
            double previous = repaired[index - 1].Increase;
            double count = repaired[index].Increase;
            if (count < previous || count - previous < CountTolerance * (Math.Abs(count) + Math.Abs(previous)))
            {
                repaired[index] = repaired[index] with { Increase = previous };
            }
        }

        return [.. repaired];
    }
}
