using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>What the charts of one side of a workload's traffic ask of a metric source.</summary>
/// <remarks>Everything is grouped by reporter, so that of several proxies that tell the same request one can be chosen.</remarks>
public sealed record MetricsQueries
{
    private static readonly ImmutableArray<string> ByReporter = [IstioLabels.Reporter];
    private static readonly ImmutableArray<string> ByOutcome = [IstioLabels.RequestProtocol, IstioLabels.ResponseCode, IstioLabels.GrpcResponseStatus];

    private readonly MetricsOptions _options;
    private readonly MetricsSampling _sampling;

    private MetricsQueries(MetricsOptions options, MetricsSampling sampling)
    {
        _options = options;
        _sampling = sampling;
    }

    /// <summary>Which side.</summary>
    public required TrafficDirection Direction { get; init; }

    /// <summary>The counters: requests by protocol and code, bytes, messages, connections.</summary>
    public required ImmutableArray<CounterQuery> Counters { get; init; }

    /// <summary>The histograms: durations and sizes.</summary>
    public required ImmutableArray<HistogramQuery> Histograms { get; init; }

    /// <summary>The queries of one side.</summary>
    /// <param name="options">Of which workload.</param>
    /// <param name="direction">Which side.</param>
    /// <param name="sampling">When.</param>
    /// <returns>The queries.</returns>
    public static MetricsQueries Of(MetricsOptions options, TrafficDirection direction, MetricsSampling sampling)
    {
        ImmutableArray<string> groupBy = [.. ByReporter.Concat(options.LabelsOf(direction)).Distinct()];
        ImmutableArray<string> byOutcome = [.. groupBy.Concat(ByOutcome).Distinct()];
        return new MetricsQueries(options, sampling)
        {
            Direction = direction,
            Counters =
            [
                .. ChartFamily.Counters.Select(family => new CounterQuery(
                    Select(family, family == IstioMetrics.RequestsTotal ? byOutcome : groupBy, options, direction), sampling.RateInterval, sampling.Times)),
            ],
            Histograms =
                [.. ChartFamily.Histograms.Select(family => new HistogramQuery(Select(family, groupBy, options, direction), sampling.RateInterval, sampling.Times))],
        };
    }

    /// <summary>Asks a source all of it at once.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="SourceException">The source could not answer.</exception>
    public async Task<MetricsAnswers> AskAsync(IMetricSource source, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<ImmutableArray<Answer<ImmutableArray<MetricSeries>>>> counters = ConcurrentAnswers.AskAsync(Counters, source.GetCounterIncreasesAsync, stop);
        Task<ImmutableArray<Answer<HistogramAnswer>>> histograms = ConcurrentAnswers.AskAsync(Histograms, source.GetHistogramIncreasesAsync, stop);
        await ConcurrentAnswers.AllAsync(counters, histograms).ConfigureAwait(false);
        return new MetricsAnswers
        {
            Direction = Direction,
            HasBuckets = source.HasBuckets,
            Counters = ByFamily(Counters.Select(query => query.Selector.Family), await counters.ConfigureAwait(false)),
            Histograms = ByFamily(Histograms.Select(query => query.Selector.Family), await histograms.ConfigureAwait(false)),
        };
    }

    /// <summary>Asks a source of finished statistics all of it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers: the counters' growth is their rate times the look-back, the histograms' lines are finished.</returns>
    /// <exception cref="SourceException">The source could not answer.</exception>
    public async Task<MetricsAnswers> AskAsync(IMetricStatisticsSource source, CancellationToken cancellationToken)
    {
        ImmutableArray<LabelMatcher> peer = PeerOf(_options, Direction);
        ImmutableArray<string> groupBy = [.. ByReporter.Concat(_options.LabelsOf(Direction)).Concat(peer.Select(matcher => matcher.Name)).Distinct()];
        StatisticSeriesQuery query = new()
        {
            Workload = _options.Workload,
            Direction = Direction,
            Reporters = ReportersOf(_options, Direction),
            GroupBy = groupBy,
            Quantiles = _options.Quantiles,
            Times = _sampling.Times,
            RateInterval = _sampling.RateInterval,
        };

        // Requests are told by protocol and code, so that failures are counted here; of a histogram that would be a line for each code.
        ImmutableArray<Answer<ImmutableArray<StatisticSeries>>> answers = await ConcurrentAnswers.AskAsync(
            [
                query with { Counters = [IstioMetrics.RequestsTotal], GroupBy = [.. groupBy.Concat(ByOutcome).Distinct()] },
                query with { Counters = ChartFamily.Counters.Remove(IstioMetrics.RequestsTotal), Histograms = ChartFamily.Histograms },
            ],
            source.GetSeriesAsync,
            cancellationToken).ConfigureAwait(false);
        ImmutableArray<StatisticSeries> finished = [.. answers.SelectMany(answer => answer.Value).Where(series => peer.All(matcher => matcher.Matches(series.Labels)))];
        return new MetricsAnswers
        {
            Direction = Direction,
            HasBuckets = false,
            Counters = ByFamily(
                ChartFamily.Counters,
                [
                    .. ChartFamily.Counters.Select((family, index) => new Answer<ImmutableArray<MetricSeries>>(
                        [.. finished.Where(series => series.Family == family).Select(ToGrowth)],
                        answers.All(answer => answer.Complete),
                        index == 0 ? [.. answers.SelectMany(answer => answer.Warnings)] : [])),
                ]),
            Finished = [.. finished.Where(series => ChartFamily.Histograms.Contains(series.Family))],
        };

        MetricSeries ToGrowth(StatisticSeries series) => new(
            string.Empty,
            series.Labels,
            [.. series.Points.Select(point => point with { Value = point.Value * _sampling.RateInterval.TotalSeconds })]);
    }

    /// <summary>What finished series must have to be of the workload at the other end that is asked for.</summary>
    internal static ImmutableArray<LabelMatcher> PeerOf(MetricsOptions options, TrafficDirection direction)
        => options.Peer is { } peer ? IstioSelectors.PartyOf(peer, source: direction == TrafficDirection.Inbound) : [];

    private static ImmutableSortedDictionary<string, Answer<T>> ByFamily<T>(IEnumerable<string> families, ImmutableArray<Answer<T>> answers)
        => families.Zip(answers).ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    /// <summary>Whose proxies are asked.</summary>
    internal static ImmutableArray<string> ReportersOf(MetricsOptions options, TrafficDirection direction)
        => options.Reporter is { } reporter ? [reporter] : IstioSelectors.ReportersOf(direction, withWaypoint: true);

    private static MetricSelector Select(string family, ImmutableArray<string> groupBy, MetricsOptions options, TrafficDirection direction)
        => IstioSelectors.OfWorkload(family, options.Workload, direction, ReportersOf(options, direction), options.Peer, groupBy);
}
