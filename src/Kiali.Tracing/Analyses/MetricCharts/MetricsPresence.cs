using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Asks when a workload has traffic at all, to choose the side and the look-back: requests, or connections where it has no requests.</summary>
public static class MetricsPresence
{
    private static readonly ImmutableArray<string> Families = [IstioMetrics.RequestsTotal, IstioMetrics.TcpReceivedBytesTotal];

    /// <summary>Asks a source of growth.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">Of which workload.</param>
    /// <param name="direction">Which side.</param>
    /// <param name="times">The moments.</param>
    /// <param name="rateInterval">The look-back.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The moments that have two samples in the look-back, Unix milliseconds.</returns>
    /// <exception cref="SourceException">The source could not answer.</exception>
    public static async Task<IReadOnlySet<long>> AskAsync(
        IMetricSource source, MetricsOptions options, TrafficDirection direction, EvaluationTimes times, TimeSpan rateInterval, CancellationToken cancellationToken)
    {
        ImmutableArray<Answer<ImmutableArray<MetricSeries>>> answers = await ConcurrentAnswers.AskAsync(
            [
                .. Families.Select(family => new CounterQuery(
                    IstioSelectors.OfWorkload(
                        family, options.Workload, direction, MetricsQueries.ReportersOf(options, direction), options.Peer, [IstioLabels.Reporter]),
                    rateInterval,
                    times)),
            ],
            source.GetCounterIncreasesAsync,
            cancellationToken).ConfigureAwait(false);
        return First(answers.Select(answer => answer.Value.SelectMany(series => series.Points)));
    }

    /// <summary>Asks a source of finished statistics.</summary>
    /// <param name="source">The source.</param>
    /// <param name="options">Of which workload.</param>
    /// <param name="direction">Which side.</param>
    /// <param name="times">The moments.</param>
    /// <param name="rateInterval">The look-back.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The moments that have a rate, Unix milliseconds.</returns>
    /// <exception cref="SourceException">The source could not answer.</exception>
    public static async Task<IReadOnlySet<long>> AskAsync(
        IMetricStatisticsSource source,
        MetricsOptions options,
        TrafficDirection direction,
        EvaluationTimes times,
        TimeSpan rateInterval,
        CancellationToken cancellationToken)
    {
        ImmutableArray<LabelMatcher> peer = MetricsQueries.PeerOf(options, direction);
        Answer<ImmutableArray<StatisticSeries>> answer = await source.GetSeriesAsync(
            new StatisticSeriesQuery
            {
                Workload = options.Workload,
                Direction = direction,
                Reporters = MetricsQueries.ReportersOf(options, direction),
                Counters = Families,
                GroupBy = [IstioLabels.Reporter, .. peer.Select(matcher => matcher.Name)],
                Times = times,
                RateInterval = rateInterval,
            },
            cancellationToken).ConfigureAwait(false);
        return First(Families.Select(family => answer.Value
            .Where(series => series.Family == family && peer.All(matcher => matcher.Matches(series.Labels))).SelectMany(series => series.Points)));
    }

    private static HashSet<long> First(IEnumerable<IEnumerable<MetricPoint>> families)
        => families.Select(points => points.Select(point => point.UnixMillis).ToHashSet()).FirstOrDefault(moments => moments.Count > 0) ?? [];
}
