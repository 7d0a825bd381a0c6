using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>Gives the growth of counters and histograms; the arithmetic on top is in <see cref="Metrics"/>.</summary>
/// <remarks>
/// Growth is Prometheus's <c>increase</c>: extrapolated to the window, counter resets undone, summed by group. Failures as with
/// <see cref="ITraceSource"/>.
/// </remarks>
public interface IMetricSource : ISource
{
    /// <summary>Whether histograms have buckets; without them there are no bounds, counts or ranks.</summary>
    bool HasBuckets { get; }

    /// <summary>Whether a sample at the very start of a window counts. A live source knows it only after it was asked something that depends on it; until then it is the default.</summary>
    RangeBoundary RangeBoundary { get; }

    /// <summary>How a histogram grew.</summary>
    /// <param name="query">Which, and when.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The growth by group and time.</returns>
    Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken);

    /// <summary>How counters grew.</summary>
    /// <param name="query">Which, and when.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A series a group, ordered by labels; points without two samples in the window are left out, and so are groups without points.</returns>
    Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken);
}
