namespace Kiali.Tracing.Metrics;

/// <summary>The increases of one raw series at many times.</summary>
internal static class SeriesIncreases
{
    /// <summary>Adds the increase at each time to the sum of that time.</summary>
    /// <returns>The longest stretch between the first and last sample of a window, by time; null when not asked for.</returns>
    public static void AddTo(
        CompensatedSum[] sums, RawSeries raw, EvaluationTimes times, TimeSpan window, RangeBoundary boundary, double[]? coveredSeconds = null)
    {
        ReadOnlySpan<long> unixMillis = raw.UnixMillis.AsSpan();
        ReadOnlySpan<double> values = raw.Values.AsSpan();
        long windowMillis = window.Ticks / TimeSpan.TicksPerMillisecond;
        for (int index = 0; index < sums.Length; index++)
        {
            if (IncreaseFunction.Observe(unixMillis, values, times[index], windowMillis, boundary) is { } increase)
            {
                sums[index].Add(increase.Value);
                if (coveredSeconds is not null)
                {
                    coveredSeconds[index] = Math.Max(coveredSeconds[index], increase.CoveredSeconds);
                }
            }
        }
    }
}
