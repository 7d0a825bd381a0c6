namespace Kiali.Tracing.Metrics;

/// <summary>The moments at which something is computed: one, or evenly spaced ones, both ends included as in a Prometheus range query.</summary>
/// <param name="StartUnixMillis">The first moment.</param>
/// <param name="EndUnixMillis">No moment comes after it.</param>
/// <param name="StepMillis">The distance of moments; at least 1.</param>
public readonly record struct EvaluationTimes(long StartUnixMillis, long EndUnixMillis, long StepMillis)
{
    /// <summary>How many moments there are.</summary>
    public int Count => EndUnixMillis < StartUnixMillis ? 0 : checked((int)((EndUnixMillis - StartUnixMillis) / StepMillis) + 1);

    /// <summary>One moment.</summary>
    /// <param name="unixMillis">The moment.</param>
    /// <returns>The times.</returns>
    public static EvaluationTimes At(long unixMillis) => new(unixMillis, unixMillis, 1);

    /// <summary>The moment at a position.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <returns>Unix milliseconds.</returns>
    public long this[int index] => StartUnixMillis + (index * StepMillis);
}
