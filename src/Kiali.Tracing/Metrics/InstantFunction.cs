namespace Kiali.Tracing.Metrics;

/// <summary>The value of a series at a moment, as of a Prometheus instant vector: its newest sample that is not too old.</summary>
public static class InstantFunction
{
    /// <summary>How far Prometheus looks back by default: 5 minutes, in milliseconds.</summary>
    public const long DefaultLookbackMillis = 300_000;

    /// <summary>Finds the value.</summary>
    /// <param name="unixMillis">The samples' times, rising.</param>
    /// <param name="values">The samples' values, one for each time.</param>
    /// <param name="atUnixMillis">The moment; a sample there counts, later ones do not.</param>
    /// <param name="boundary">Whether a sample exactly as old as the look-back still counts.</param>
    /// <param name="lookbackMillis">How old the sample may be.</param>
    /// <returns>The value; null when there is none, or the newest is a stale marker.</returns>
    public static double? ValueAt(
        ReadOnlySpan<long> unixMillis,
        ReadOnlySpan<double> values,
        long atUnixMillis,
        RangeBoundary boundary,
        long lookbackMillis = DefaultLookbackMillis)
    {
        SampleWindow window = SampleWindow.Find(unixMillis, atUnixMillis, lookbackMillis, boundary);
        if (window.Length == 0)
        {
            return null;
        }

        double newest = values[window.Start + window.Length - 1];
        return StaleMarker.Is(newest) ? null : newest;
    }
}
