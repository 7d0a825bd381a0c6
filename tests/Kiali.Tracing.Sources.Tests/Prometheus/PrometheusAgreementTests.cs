using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Pipeline;
using Kiali.Tracing.Sources.Prometheus;
using Kiali.Tracing.Sources.Tests.Referee;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Peers;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Prometheus;

/// <summary>What the source says of a real Prometheus 2, against the same computed from the raw samples that it holds.</summary>
public sealed class PrometheusAgreementTests(GeneratedReferee referee) : IClassFixture<GeneratedReferee>
{
    private static readonly Gen<long> Moment = Gen.Frequency(
        (2, Gen.Long[0, (RandomMetrics.End - RandomMetrics.Start) / RandomMetrics.ScrapeMillis].Select(scrape => RandomMetrics.Start + (scrape * RandomMetrics.ScrapeMillis))),
        (3, Gen.Long[RandomMetrics.Start - 60_000, RandomMetrics.End + 900_000]));

    private static readonly Gen<TimeSpan> Window = Gen.Frequency(
        (2, Gen.Long[1, 240].Select(scrapes => TimeSpan.FromMilliseconds(scrapes * RandomMetrics.ScrapeMillis))),
        (3, Gen.Long[1, 7_200_000].Select(millis => TimeSpan.FromMilliseconds(millis))));

    private static readonly Gen<ImmutableArray<string>> GroupBy = Gen.OneOf(
        Gen.Const(ImmutableArray<string>.Empty), Gen.Const(ImmutableArray.Create("group")), Gen.Const(ImmutableArray.Create("pod", "group")));

    private static readonly Gen<ImmutableArray<LabelMatcher>> Matchers = Gen.OneOf<ImmutableArray<LabelMatcher>>(
        Gen.Const(ImmutableArray<LabelMatcher>.Empty),
        Gen.Const(ImmutableArray.Create(LabelMatcher.Equal("group", "a", "c"))),
        Gen.Const(ImmutableArray.Create(new LabelMatcher("group", ["b", "c"], Negated: true), LabelMatcher.NotEqual("absent", "x"))),
        Gen.Const(ImmutableArray.Create(LabelMatcher.Equal("pod", "nobody"))));

    private static readonly Gen<MetricSelector> Selector = Gen.Select(Matchers, GroupBy).Select((matchers, groupBy) => new MetricSelector(RandomMetrics.Counter, matchers, groupBy));

    // Steps of odd milliseconds: a server that reads them as seconds with a fraction loses one of them here and there.
    private static readonly Gen<EvaluationTimes> Times = Gen.OneOf(
        Moment.Select(EvaluationTimes.At),
        Gen.Select(Moment, Gen.Long[1, 300_000], Gen.Int[1, 30]).Select((start, step, count) => new EvaluationTimes(start, start + (step * count) + (step / 2), step)));

    // Mutants killed: the window in whole seconds; the step as seconds with a fraction; =~ without the bar's alternatives; != as =.
    [PrometheusFact]
    public async Task Counters_grow_as_their_samples_say()
    {
        await using OpenedSource source = await OpenAsync();
        await Gen.Select(Selector, Window, Times).SampleAsync(
            async (selector, window, times) =>
            {
                CounterQuery query = new(selector, window, times);
                Answer<ImmutableArray<MetricSeries>> answer = await source.Metrics!.GetCounterIncreasesAsync(query, default);
                Assert.True(answer.Complete);
                SeriesEqual(CounterAggregator.Aggregate(RandomMetrics.All, query, RangeBoundary.Closed), answer.Value);
            },
            iter: PropertyCases.AtLeast(500));
    }

    // Mutants killed: > for >= at the window's start; no newest sample in the coverage (or max_over_time alone); le not read; the sum of another group.
    [PrometheusFact]
    public async Task Histograms_grow_as_their_samples_say_and_cover_what_those_cover()
    {
        await using OpenedSource source = await OpenAsync();
        await Gen.Select(Selector, Window, Times).SampleAsync(
            async (selector, window, times) =>
            {
                HistogramQuery query = new(selector with { Family = RandomMetrics.Histogram }, window, times) { WithCoverage = true };
                HistogramAnswer theirs = (await source.Metrics!.GetHistogramIncreasesAsync(query, default)).Value;
                HistogramAnswer ours = HistogramAggregator.Aggregate(RandomMetrics.All, query, RangeBoundary.Closed);
                Assert.Equal(ours.SeriesCount == 0, theirs.SeriesCount == 0);
                Assert.Equal(ours.Increases.Select(Key), theirs.Increases.Select(Key));
                foreach ((HistogramIncrease our, HistogramIncrease their) in ours.Increases.Zip(theirs.Increases))
                {
                    string what = $"{window} {our.Labels} at {our.UnixMillis}";
                    Assert.Equal(our.Buckets.Select(bucket => bucket.UpperBound), their.Buckets.Select(bucket => bucket.UpperBound));
                    foreach ((HistogramBucket a, HistogramBucket b) in our.Buckets.Zip(their.Buckets))
                    {
                        Agreement.Equal(a.Increase, b.Increase, what);
                    }

                    Agreement.Equal(our.Sum, their.Sum, what);
                    Agreement.Equal(our.Count, their.Count, what);
                    if (times.Count == 1)
                    {
                        Assert.Equal(our.CoveredSeconds, their.CoveredSeconds);
                    }
                    else
                    {
                        Assert.Equal(double.NaN, their.CoveredSeconds);
                    }
                }
            },
            iter: PropertyCases.AtLeast(500));
        Assert.Equal(RangeBoundary.Closed, source.Metrics!.RangeBoundary);
    }

    [PrometheusFact]
    public async Task A_range_of_more_points_than_the_server_gives_at_once_has_the_points_of_its_samples()
    {
        await using OpenedSource source = await OpenAsync();
        CounterQuery query = new(
            new MetricSelector(RandomMetrics.Counter, [], ["group"]), TimeSpan.FromMinutes(2), new EvaluationTimes(RandomMetrics.Start + 7, RandomMetrics.End, 257));
        Assert.InRange(query.Times.Count, 22_001, 33_000);
        Answer<ImmutableArray<MetricSeries>> answer = await source.Metrics!.GetCounterIncreasesAsync(query, default);
        SeriesEqual(CounterAggregator.Aggregate(RandomMetrics.All, query, RangeBoundary.Closed), answer.Value);
    }

    // Mutants killed: parts that overlap in a moment, or leave one out; the last part cut at a whole part.
    [PrometheusFact]
    public async Task Asked_in_parts_of_any_size_the_answer_is_the_same()
    {
        await using SourcePipeline pipeline = SourcePipeline.Create(referee.Server.Uri, referee.Server.Address, new SourceOpenOptions());
        await Gen.Select(Times, Gen.Int[1, 40], Window).SampleAsync(
            async (times, most, window) =>
            {
                PromQlQuery query = PromQlQuery.Over($"sum by (group) (increase({RandomMetrics.Counter}[{(long)window.TotalMilliseconds}ms]))", times);
                PromQlAnswer whole = await AskAsync(PrometheusOptions.Standard);
                PromQlAnswer parts = await AskAsync(PrometheusOptions.Standard with { MostPoints = most });
                Assert.Equal(whole.DataJson, parts.DataJson);
                Assert.Equal(whole.Series.Select(series => (series.ToString(), string.Join(' ', series.Points))), parts.Series.Select(series => (series.ToString(), string.Join(' ', series.Points))));

                async Task<PromQlAnswer> AskAsync(PrometheusOptions options)
                    => (await new PrometheusPromQlSource(new PrometheusApi(pipeline, options)).QueryAsync(query, default)).Value;
            },
            iter: PropertyCases.AtLeast(500));
    }

    private static (LabelSet Labels, long UnixMillis) Key(HistogramIncrease increase) => (increase.Labels, increase.UnixMillis);

    private static void SeriesEqual(ImmutableArray<MetricSeries> ours, ImmutableArray<MetricSeries> theirs)
    {
        Assert.Equal(ours.Select(series => series.Labels), theirs.Select(series => series.Labels));
        foreach ((MetricSeries our, MetricSeries their) in ours.Zip(theirs))
        {
            Assert.Equal(our.Points.Select(point => point.UnixMillis), their.Points.Select(point => point.UnixMillis));
            foreach ((MetricPoint a, MetricPoint b) in our.Points.Zip(their.Points))
            {
                Agreement.Equal(a.Value, b.Value, $"{our.Labels} at {a.UnixMillis}");
            }
        }
    }

    private Task<OpenedSource> OpenAsync() => SourceRegistry.OpenAsync(referee.Server.Uri, new SourceOpenOptions(), default);
}
