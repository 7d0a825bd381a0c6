namespace Kiali.Tracing;

/// <summary>Quantiles of values at hand, by linear interpolation between the two nearest.</summary>
/// <remarks>The definition of Excel, NumPy and pandas by default: quantile q of n sorted values lies at position q × (n − 1).</remarks>
public static class SampleQuantile
{
    /// <summary>A quantile of sorted integers.</summary>
    /// <param name="sorted">The values, ascending.</param>
    /// <param name="quantile">The quantile, 0 to 1.</param>
    /// <returns>The value there; null when there are no values.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is not within 0 to 1.</exception>
    public static double? OfSorted(ReadOnlySpan<long> sorted, double quantile)
    {
        (int below, double share) = Place(sorted.Length, quantile);
        return sorted.IsEmpty
            ? null
            : share == 0 ? sorted[below] : sorted[below] + (((double)sorted[below + 1] - sorted[below]) * share);
    }

    /// <summary>A quantile of sorted numbers.</summary>
    /// <param name="sorted">The values, ascending, none NaN.</param>
    /// <param name="quantile">The quantile, 0 to 1.</param>
    /// <returns>The value there; null when there are no values.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quantile"/> is not within 0 to 1.</exception>
    public static double? OfSorted(ReadOnlySpan<double> sorted, double quantile)
    {
        (int below, double share) = Place(sorted.Length, quantile);
        return sorted.IsEmpty ? null : share == 0 ? sorted[below] : sorted[below] + ((sorted[below + 1] - sorted[below]) * share);
    }

    private static (int Below, double Share) Place(int count, double quantile)
    {
        if (quantile is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile lies within 0 to 1.");
        }

        double position = quantile * Math.Max(0, count - 1);
        int below = (int)Math.Floor(position);
        return (below, position - below);
    }
}
