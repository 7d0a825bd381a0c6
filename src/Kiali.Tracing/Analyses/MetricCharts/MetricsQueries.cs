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

    private MetricsQueries()
    {
    }

    /// <summary>Which side.</summary>
    public required TrafficDirection Direction { get; init; }

    /// <summary>Requests by reporter, protocol and code.</summary>
    public required CounterQuery Requests { get; init; }

    /// <summary>Durations by reporter.</summary>
    public required HistogramQuery Durations { get; init; }

    /// <summary>Bytes of requests by reporter.</summary>
    public required CounterQuery RequestBytes { get; init; }

    /// <summary>Bytes of responses by reporter.</summary>
    public required CounterQuery ResponseBytes { get; init; }

    /// <summary>The queries of one side.</summary>
    /// <param name="options">Of which workload.</param>
    /// <param name="direction">Which side.</param>
    /// <param name="sampling">When.</param>
    /// <returns>The queries.</returns>
    public static MetricsQueries Of(MetricsOptions options, TrafficDirection direction, MetricsSampling sampling) => new()
    {
        Direction = direction,
        Requests = Counter(
            IstioMetrics.RequestsTotal,
            [.. ByReporter, IstioLabels.RequestProtocol, IstioLabels.ResponseCode, IstioLabels.GrpcResponseStatus],
            options, direction, sampling.Times, sampling.RateInterval),
        Durations = new HistogramQuery(
            Select(IstioMetrics.RequestDurationMilliseconds, ByReporter, options, direction), sampling.RateInterval, sampling.Times),
        RequestBytes = Counter(
            IstioMetrics.RequestBytes + HistogramAggregator.SumSuffix, ByReporter, options, direction, sampling.Times, sampling.RateInterval),
        ResponseBytes = Counter(
            IstioMetrics.ResponseBytes + HistogramAggregator.SumSuffix, ByReporter, options, direction, sampling.Times, sampling.RateInterval),
    };

    /// <summary>Asks when there are requests at all, to choose the look-back and the side.</summary>
    /// <param name="options">Of which workload.</param>
    /// <param name="direction">Which side.</param>
    /// <param name="times">The moments.</param>
    /// <param name="rateInterval">The look-back.</param>
    /// <returns>The query.</returns>
    public static CounterQuery Presence(MetricsOptions options, TrafficDirection direction, EvaluationTimes times, TimeSpan rateInterval)
        => Counter(IstioMetrics.RequestsTotal, ByReporter, options, direction, times, rateInterval);

    /// <summary>Asks a source all of it, one query after the other.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="SourceException">The source could not answer.</exception>
    public async Task<MetricsAnswers> AskAsync(IMetricSource source, CancellationToken cancellationToken) => new()
    {
        Direction = Direction,
        HasBuckets = source.HasBuckets,
        Requests = await source.GetCounterIncreasesAsync(Requests, cancellationToken).ConfigureAwait(false),
        Durations = await source.GetHistogramIncreasesAsync(Durations, cancellationToken).ConfigureAwait(false),
        RequestBytes = await source.GetCounterIncreasesAsync(RequestBytes, cancellationToken).ConfigureAwait(false),
        ResponseBytes = await source.GetCounterIncreasesAsync(ResponseBytes, cancellationToken).ConfigureAwait(false),
    };

    private static CounterQuery Counter(
        string family, ImmutableArray<string> groupBy, MetricsOptions options, TrafficDirection direction, EvaluationTimes times, TimeSpan rateInterval)
        => new(Select(family, groupBy, options, direction), rateInterval, times);

    private static MetricSelector Select(string family, ImmutableArray<string> groupBy, MetricsOptions options, TrafficDirection direction)
        => IstioSelectors.OfWorkload(family, options.Workload, direction, IstioSelectors.ReportersOf(direction, withWaypoint: true), groupBy: groupBy);
}
