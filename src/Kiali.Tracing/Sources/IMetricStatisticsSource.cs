using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>Gives finished statistics of a workload's requests, as a Kiali server does: means, quantiles and rates, not the growth that they are made of.</summary>
/// <remarks>
/// Where a source has growth it is an <see cref="IMetricSource"/>, which says more: finished values have no bucket bounds and no number of requests, so there is
/// no rank, and a duration is told apart from them by the difference alone. Nothing found is an empty statistic or no series. Failures as with
/// <see cref="ITraceSource"/>; a query of several that the server refused is a warning of an incomplete answer.
/// </remarks>
public interface IMetricStatisticsSource : ISource
{
    /// <summary>Mean and quantiles of request durations, of many targets, intervals and moments in one call.</summary>
    /// <param name="queries">Which ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A statistic for each query, in their order.</returns>
    Task<Answer<ImmutableArray<DurationStatistics>>> GetDurationStatisticsAsync(
        ImmutableArray<DurationStatisticsQuery> queries, CancellationToken cancellationToken);

    /// <summary>Rates of counters, and means and quantiles of histograms, over time.</summary>
    /// <param name="query">Which, and when.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The series by family, labels and quantile, the mean first; values that are not numbers are left out, and so are series without points.</returns>
    Task<Answer<ImmutableArray<StatisticSeries>>> GetSeriesAsync(StatisticSeriesQuery query, CancellationToken cancellationToken);
}
