using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.TestKit.Contracts;

/// <summary>What every source of metrics promises; a source's tests inherit it. The source must hold Istio's request metrics in the hour before <see cref="End"/>.</summary>
public abstract class MetricSourceContract
{
    /// <summary>A whole minute with an hour of requests before it.</summary>
    protected abstract DateTimeOffset End { get; }

    /// <summary>Opens the source.</summary>
    protected abstract Task<OpenedSource> OpenAsync();

    [Fact]
    public async Task Groups_add_up_to_the_whole()
    {
        await using OpenedSource source = await OpenAsync();
        double whole = Assert.Single(Assert.Single(await CountersAsync(source, [], At(End))).Points).Value;
        ImmutableArray<MetricSeries> parts = await CountersAsync(source, [IstioLabels.Reporter, IstioLabels.DestinationWorkload], At(End));
        Assert.True(whole > 0 && parts.Length > 1);
        Assert.Equal(parts.OrderBy(series => series.Labels), parts);
        Assert.Equal(whole, parts.Sum(series => series.Points[0].Value), whole * 1e-9);
    }

    [Fact]
    public async Task A_range_has_the_value_of_each_of_its_moments()
    {
        await using OpenedSource source = await OpenAsync();
        EvaluationTimes times = new(End.AddMinutes(-5).ToUnixTimeMilliseconds(), End.ToUnixTimeMilliseconds(), 60_000);
        MetricSeries range = Assert.Single(await CountersAsync(source, [], times));
        Assert.Equal(6, range.Points.Length);
        foreach (MetricPoint point in range.Points)
        {
            MetricSeries moment = Assert.Single(await CountersAsync(source, [], EvaluationTimes.At(point.UnixMillis)));
            Assert.Equal(point.Value, moment.Points[0].Value, 1e-9 * point.Value);
        }
    }

    [Fact]
    public async Task Histograms_rise_from_bucket_to_bucket_and_their_count_is_the_requests()
    {
        await using OpenedSource source = await OpenAsync();
        HistogramQuery query = new(new MetricSelector(IstioMetrics.RequestDurationMilliseconds, [], []), TimeSpan.FromMinutes(10), At(End));
        HistogramIncrease increase = Assert.Single((await source.Metrics!.GetHistogramIncreasesAsync(query, CancellationToken.None)).Value.Increases);
        double requests = Assert.Single(Assert.Single(await CountersAsync(source, [], At(End))).Points).Value;
        Assert.Equal(requests, increase.Count!.Value, requests * 0.01);
        Assert.True(increase.Sum > 0);
        if (source.Metrics.HasBuckets)
        {
            Assert.Equal(increase.Buckets.OrderBy(bucket => bucket.UpperBound).ThenBy(bucket => bucket.Increase), increase.Buckets);
            Assert.Equal(double.PositiveInfinity, increase.Buckets[^1].UpperBound);
            Assert.Equal(increase.Count.Value, increase.Buckets[^1].Increase, requests * 1e-9);
        }
    }

    [Fact]
    public async Task What_does_not_exist_is_empty_and_no_error()
    {
        await using OpenedSource source = await OpenAsync();
        MetricSelector nobody = new(IstioMetrics.RequestsTotal, [LabelMatcher.Equal(IstioLabels.DestinationWorkload, "no-such-workload")], []);
        Assert.Empty((await source.Metrics!.GetCounterIncreasesAsync(new CounterQuery(nobody, TimeSpan.FromMinutes(5), At(End)), CancellationToken.None)).Value);
        HistogramAnswer nothing = (await source.Metrics.GetHistogramIncreasesAsync(
            new HistogramQuery(nobody with { Family = "no_such_family" }, TimeSpan.FromMinutes(5), At(End)), CancellationToken.None)).Value;
        Assert.Empty(nothing.Increases);
        Assert.Equal(0, nothing.SeriesCount);
    }

    private static EvaluationTimes At(DateTimeOffset time) => EvaluationTimes.At(time.ToUnixTimeMilliseconds());

    private static async Task<ImmutableArray<MetricSeries>> CountersAsync(OpenedSource source, ImmutableArray<string> groupBy, EvaluationTimes times)
        => (await source.Metrics!.GetCounterIncreasesAsync(
            new CounterQuery(new MetricSelector(IstioMetrics.RequestsTotal, [], groupBy), TimeSpan.FromMinutes(10), times), CancellationToken.None)).Value;
}
