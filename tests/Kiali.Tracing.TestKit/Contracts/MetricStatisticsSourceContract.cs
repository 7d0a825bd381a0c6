using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.TestKit.Contracts;

/// <summary>What every source of finished statistics promises; a source's tests inherit it. The source must hold a workload's requests in the hour before <see cref="End"/>.</summary>
public abstract class MetricStatisticsSourceContract
{
    private static readonly ImmutableArray<double> Quantiles = [0.5, 0.9, 0.99];

    /// <summary>A whole minute with an hour of requests before it.</summary>
    protected abstract DateTimeOffset End { get; }

    /// <summary>A workload that answered requests, told by its own proxy.</summary>
    protected abstract WorkloadRef Workload { get; }

    /// <summary>Opens the source.</summary>
    protected abstract Task<OpenedSource> OpenAsync();

    [Fact]
    public async Task Statistics_come_in_the_order_of_their_queries_and_what_does_not_exist_has_none()
    {
        await using OpenedSource source = await OpenAsync();
        DurationStatisticsQuery known = Query(Workload);

        Answer<ImmutableArray<DurationStatistics>> answer = await source.MetricStatistics!.GetDurationStatisticsAsync(
            [known, Query(Workload with { Name = "no-such-workload" }), known with { Interval = TimeSpan.FromMinutes(30) }], CancellationToken.None);

        Assert.Equal(3, answer.Value.Length);
        foreach (DurationStatistics statistics in (DurationStatistics[])[answer.Value[0], answer.Value[2]])
        {
            Assert.True(statistics.MeanMs > 0);
            Assert.Equal(Quantiles.Length, statistics.QuantilesMs.Length);
            Assert.Equal(statistics.QuantilesMs.Order(), statistics.QuantilesMs);
            Assert.All(statistics.QuantilesMs, value => Assert.True(value > 0));
        }

        Assert.Null(answer.Value[1].MeanMs);
        Assert.All(answer.Value[1].QuantilesMs, value => Assert.Null(value));
    }

    [Fact]
    public async Task Lines_have_their_points_at_the_moments_that_were_asked_for()
    {
        await using OpenedSource source = await OpenAsync();
        long end = End.ToUnixTimeMilliseconds();
        StatisticSeriesQuery query = Query(new EvaluationTimes(end - 600_000, end, 60_000), Workload);

        ImmutableArray<StatisticSeries> series = (await source.MetricStatistics!.GetSeriesAsync(query, CancellationToken.None)).Value;

        StatisticSeries rate = Assert.Single(series, one => one.Family == IstioMetrics.RequestsTotal);
        Assert.Null(rate.Quantile);
        Assert.All(rate.Points, point => Assert.True(point.Value >= 0));
        Assert.Equal([null, .. Quantiles.Select(quantile => (double?)quantile)], series.Where(one => one.Family == IstioMetrics.RequestDurationMilliseconds).Select(one => one.Quantile));
        Assert.All(series, one => Assert.All(one.Points, point => Assert.True(point.UnixMillis >= end - 600_000 && point.UnixMillis <= end && (end - point.UnixMillis) % 60_000 == 0)));
        Assert.All(series, one => Assert.Equal(one.Points.Select(point => point.UnixMillis).Distinct().Order(), one.Points.Select(point => point.UnixMillis)));
    }

    [Fact]
    public async Task A_workload_that_does_not_exist_has_no_lines()
    {
        await using OpenedSource source = await OpenAsync();
        long end = End.ToUnixTimeMilliseconds();

        Assert.Empty((await source.MetricStatistics!.GetSeriesAsync(
            Query(new EvaluationTimes(end - 600_000, end, 60_000), Workload with { Name = "no-such-workload" }), CancellationToken.None)).Value);
    }

    private static StatisticSeriesQuery Query(EvaluationTimes times, WorkloadRef workload) => new()
    {
        Workload = workload,
        Direction = TrafficDirection.Inbound,
        Reporters = [IstioReporters.Destination],
        Counters = [IstioMetrics.RequestsTotal],
        Histograms = [IstioMetrics.RequestDurationMilliseconds],
        Quantiles = Quantiles,
        Times = times,
        RateInterval = TimeSpan.FromMinutes(2),
    };

    private DurationStatisticsQuery Query(WorkloadRef workload) => new()
    {
        Workload = workload,
        Direction = TrafficDirection.Inbound,
        Reporters = [IstioReporters.Destination],
        Interval = TimeSpan.FromMinutes(10),
        AtUnixMillis = End.ToUnixTimeMilliseconds(),
        Quantiles = Quantiles,
    };
}
