using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>What a heatmap asks a metric source: the growth of the target's durations in each interval, as Kiali's statistics do (no grouping).</summary>
public static class HeatmapQueries
{
    /// <summary>The question for one interval.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="direction">The side of its traffic.</param>
    /// <param name="withWaypoint">Whether a waypoint reports, too.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="anchorUnixMillis">Where intervals end.</param>
    /// <returns>The query; evaluated at a whole millisecond.</returns>
    public static HistogramQuery Of(
        WorkloadRef workload, TrafficDirection direction, bool withWaypoint, HeatmapInterval interval, long anchorUnixMillis)
    {
        MetricSelector selector = IstioSelectors.OfWorkload(
            IstioMetrics.RequestDurationMilliseconds, workload, direction, IstioSelectors.ReportersOf(direction, withWaypoint));
        TimeRange stretch = interval.At(anchorUnixMillis);
        return new HistogramQuery(selector, stretch.Duration, EvaluationTimes.At(UnixTime.CeilingToUnixMillis(stretch.EndUnixNano)))
        {
            WithCoverage = true,
        };
    }

    /// <summary>The same question to a source of finished statistics.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="direction">The side of its traffic.</param>
    /// <param name="withWaypoint">Whether a waypoint reports, too.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="anchorUnixMillis">Where intervals end.</param>
    /// <param name="statistics">The statistics.</param>
    /// <returns>The query.</returns>
    public static DurationStatisticsQuery FinishedOf(
        WorkloadRef workload,
        TrafficDirection direction,
        bool withWaypoint,
        HeatmapInterval interval,
        long anchorUnixMillis,
        ImmutableArray<HeatmapStatistic> statistics)
    {
        TimeRange stretch = interval.At(anchorUnixMillis);
        return new DurationStatisticsQuery
        {
            Workload = workload,
            Direction = direction,
            Reporters = IstioSelectors.ReportersOf(direction, withWaypoint),
            Interval = stretch.Duration,
            AtUnixMillis = UnixTime.CeilingToUnixMillis(stretch.EndUnixNano),
            Quantiles = QuantilesOf(statistics),
        };
    }

    /// <summary>The quantiles among statistics, in the order in which finished ones are asked for.</summary>
    internal static ImmutableArray<double> QuantilesOf(ImmutableArray<HeatmapStatistic> statistics)
        => [.. statistics.Select(statistic => statistic.Quantile).OfType<double>().Distinct()];
}
