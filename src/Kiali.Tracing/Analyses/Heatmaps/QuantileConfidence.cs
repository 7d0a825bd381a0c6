using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>How far a quantile of some requests may lie from that of all requests like them.</summary>
/// <remarks>
/// The 95 % interval of order statistics: of n requests, the number below the true quantile is binomial, so that the true value lies, with 95 %, between
/// the r-th and the s-th smallest, r being the largest with P(number &lt; r) ≤ 2.5 % and s the smallest with P(number &lt; s) ≥ 97.5 %. The histogram gives
/// the two as its quantiles r/n and s/n.
/// </remarks>
internal static class QuantileConfidence
{
    private const double Tail = 0.025;
    private const double Negligible = 1e-18;

    /// <summary>The interval.</summary>
    /// <param name="quantile">The quantile, above 0 and below 1.</param>
    /// <param name="requests">How many requests; rounded to a whole number.</param>
    /// <param name="buckets">Their histogram.</param>
    /// <returns>Lower and upper end; −∞ and +∞ where even the smallest or largest request is too near. Null without requests.</returns>
    public static (double Lower, double Upper)? IntervalOf(double quantile, double requests, ReadOnlySpan<HistogramBucket> buckets)
    {
        double rounded = Math.Round(requests);
        if (!(rounded is >= 1 and <= int.MaxValue))
        {
            return null;
        }

        int count = (int)rounded;
        (int r, int s) = OrderStatistics(quantile, count);
        double? lower = r == 0 ? double.NegativeInfinity : BucketQuantile.Compute((double)r / count, buckets)?.Value;
        double? upper = s > count ? double.PositiveInfinity : UpperOf(BucketQuantile.Compute((double)s / count, buckets));
        return lower is { } from && upper is { } to ? (from, to) : null;
    }

    /// <summary>The positions r and s, from 1; r is 0 and s is n + 1 where there is no such request.</summary>
    public static (int R, int S) OrderStatistics(double quantile, int count)
    {
        // Weights relative to the most likely number, which need no factorials and no more numbers than are likely at all.
        int mode = Math.Min((int)((count + 1.0) * quantile), count);
        double odds = quantile / (1 - quantile);
        List<double> below = [];
        double weight = 1;
        for (int k = mode; k > 0 && weight > Negligible; k--)
        {
            weight *= k / ((count - k + 1.0) * odds);
            below.Add(weight);
        }

        List<double> above = [];
        weight = 1;
        for (int k = mode; k < count && weight > Negligible; k++)
        {
            weight *= (count - k) * odds / (k + 1.0);
            above.Add(weight);
        }

        double total = below.Sum() + 1 + above.Sum();
        double cumulative = 0;
        int r = mode - below.Count;
        int s = 0;
        bool foundR = false;
        for (int k = mode - below.Count; k <= mode + above.Count; k++)
        {
            cumulative += (k < mode ? below[mode - k - 1] : k == mode ? 1 : above[k - mode - 1]) / total;
            if (!foundR && cumulative > Tail)
            {
                // P(number ≤ k − 1) ≤ 2.5 % was true up to here.
                r = k;
                foundR = true;
            }

            if (cumulative >= 1 - Tail)
            {
                s = k + 1;
                break;
            }
        }

        return (r, s == 0 ? count + 1 : s);
    }

    // Above the highest finite bound a histogram knows no values.
    private static double? UpperOf(QuantileEstimate? estimate) => estimate is { } known
        ? (double.IsPositiveInfinity(known.UpperBound) ? double.PositiveInfinity : known.Value)
        : null;
}
