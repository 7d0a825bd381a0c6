namespace Kiali.Tracing.Metrics;

/// <summary>Prometheus's <c>increase</c>: how much a counter grew in a range, extrapolated to the whole of it.</summary>
/// <remarks>
/// A fall of the counter is a reset: what came before it counts in full. The growth between the first and last sample is stretched to the ends of the
/// range; where the next sample is missing (further away than 1.1 mean distances of samples), only half a mean distance. A counter is not stretched
/// to before it was zero. That limit is applied to the distance as it is by Prometheus up to 2.51 (<see cref="RangeBoundary.Closed"/>), and to the
/// already shortened one by Prometheus 3 (<see cref="RangeBoundary.LeftOpen"/>). <c>rate</c> is the increase divided by the range's seconds.
/// </remarks>
public static class IncreaseFunction
{
    private const double MissingSampleFactor = 1.1;

    /// <summary>Computes the increase.</summary>
    /// <param name="unixMillis">The samples' times, rising.</param>
    /// <param name="values">The samples' values, one for each time.</param>
    /// <param name="endUnixMillis">The end of the range.</param>
    /// <param name="windowMillis">The length of the range, above 0.</param>
    /// <param name="boundary">Whether a sample at the start of the range belongs to it.</param>
    /// <returns>The increase, a fraction; null with fewer than two samples in the range, stale markers not counted. NaN where a sample is.</returns>
    public static double? Compute(
        ReadOnlySpan<long> unixMillis, ReadOnlySpan<double> values, long endUnixMillis, long windowMillis, RangeBoundary boundary)
        => Observe(unixMillis, values, endUnixMillis, windowMillis, boundary)?.Value;

    internal static Increase? Observe(
        ReadOnlySpan<long> unixMillis, ReadOnlySpan<double> values, long endUnixMillis, long windowMillis, RangeBoundary boundary)
    {
        SampleWindow window = SampleWindow.Find(unixMillis, endUnixMillis, windowMillis, boundary);
        if (window.Length < 2)
        {
            return null;
        }

        int samples = 0;
        long firstTime = 0;
        long lastTime = 0;
        double firstValue = 0;
        double previous = 0;
        double beforeResets = 0;
        for (int index = window.Start; index < window.Start + window.Length; index++)
        {
            double value = values[index];
            if (StaleMarker.Is(value))
            {
                continue;
            }

            if (samples == 0)
            {
                firstTime = unixMillis[index];
                firstValue = value;
            }
            else if (value < previous)
            {
                beforeResets += previous;
            }

            samples++;
            lastTime = unixMillis[index];
            previous = value;
        }

        if (samples < 2)
        {
            return null;
        }

        double growth = previous - firstValue + beforeResets;
        double sampled = (lastTime - firstTime) / 1000.0;
        double toStart = (firstTime - (endUnixMillis - windowMillis)) / 1000.0;
        double toEnd = (endUnixMillis - lastTime) / 1000.0;
        double meanDistance = sampled / (samples - 1);
        double toZero = growth > 0 && firstValue >= 0 ? sampled * (firstValue / growth) : double.PositiveInfinity;
        double factor = (sampled + StretchToStart(toStart, toZero, meanDistance, boundary) + Shorten(toEnd, meanDistance)) / sampled;
        return new Increase(growth * factor, sampled);
    }

    private static double StretchToStart(double toStart, double toZero, double meanDistance, RangeBoundary boundary)
        => boundary == RangeBoundary.Closed
            ? Shorten(Math.Min(toStart, toZero), meanDistance)
            : Math.Min(Shorten(toStart, meanDistance), toZero);

    private static double Shorten(double distance, double meanDistance)
        => distance < meanDistance * MissingSampleFactor ? distance : meanDistance / 2;
}
