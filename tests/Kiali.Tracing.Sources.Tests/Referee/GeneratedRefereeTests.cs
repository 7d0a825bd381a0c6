using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Peers;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>
/// The arithmetic against a real Prometheus 2 (ranges closed at both ends) over random windows of random series. Ranges open at the start (Prometheus 3) are held
/// against a second description of them in <c>IncreaseFunctionTests</c>, which also names the mutants that these cases kill.
/// </summary>
public sealed class GeneratedRefereeTests(GeneratedReferee referee) : IClassFixture<GeneratedReferee>
{
    private const int Cases = 500;

    private static readonly Gen<long> Moment = Gen.Frequency(
        (2, Gen.Long[0, (RandomMetrics.End - RandomMetrics.Start) / RandomMetrics.ScrapeMillis].Select(scrape => RandomMetrics.Start + (scrape * RandomMetrics.ScrapeMillis))),
        (3, Gen.Long[RandomMetrics.Start - 60_000, RandomMetrics.End + 600_000]));

    private static readonly Gen<TimeSpan> Window = Gen.Frequency(
        (2, Gen.Long[1, 240].Select(scrapes => TimeSpan.FromMilliseconds(scrapes * RandomMetrics.ScrapeMillis))),
        (3, Gen.Long[1, 3_600_000].Select(millis => TimeSpan.FromMilliseconds(millis))));

    // Prometheus cuts a step to whole nanoseconds: eighths of a second have no rest to cut.
    private static readonly Gen<long> Step = Gen.Long[1, 4_800].Select(eighths => eighths * 125);

    private static readonly Gen<ImmutableArray<string>> GroupBy = Gen.OneOf(
        Gen.Const(ImmutableArray<string>.Empty), Gen.Const(ImmutableArray.Create("group")), Gen.Const(ImmutableArray.Create("group", "pod")));

    private static readonly Gen<ImmutableArray<LabelMatcher>> Matchers = Gen.OneOf<ImmutableArray<LabelMatcher>>(
        Gen.Const(ImmutableArray<LabelMatcher>.Empty),
        Gen.Const(ImmutableArray.Create(LabelMatcher.Equal("group", "a", "c"))),
        Gen.Const(ImmutableArray.Create(LabelMatcher.NotEqual("group", "b"), LabelMatcher.NotEqual("absent", "x"))));

    private static readonly Gen<(MetricSelector Selector, TimeSpan Window, long Moment)> Question =
        Gen.Select(GroupBy, Matchers, Window, Moment).Select((groupBy, matchers, window, moment) => (new MetricSelector(RandomMetrics.Counter, matchers, groupBy), window, moment));

    [PrometheusFact]
    public Task Increases_and_their_sums_are_Prometheus_own() => Question.SampleAsync(
        async question =>
        {
            CounterQuery query = new(question.Selector, question.Window, EvaluationTimes.At(question.Moment));
            Agreement.CountersEqual(
                CounterAggregator.Aggregate(RandomMetrics.All, query, RangeBoundary.Closed), await referee.Server.AskAsync(PromQl.Of(query), question.Moment), PromQl.Of(query));
        },
        iter: PropertyCases.AtLeast(Cases));

    [PrometheusFact]
    public Task A_rate_is_the_increase_divided_by_the_windows_seconds() => Question.SampleAsync(
        async question =>
        {
            CounterQuery query = new(question.Selector, question.Window, EvaluationTimes.At(question.Moment));
            IEnumerable<MetricSeries> rates = CounterAggregator.Aggregate(RandomMetrics.All, query, RangeBoundary.Closed).Select(series => series with
            {
                Points = [.. series.Points.Select(point => point with { Value = point.Value / query.Window.TotalSeconds })],
            });
            string expression = PromQl.Of(query).Replace("increase(", "rate(", StringComparison.Ordinal);
            Agreement.CountersEqual(rates, await referee.Server.AskAsync(expression, question.Moment), expression);
        },
        iter: PropertyCases.AtLeast(Cases));

    [PrometheusFact]
    public Task Many_moments_at_once_are_as_many_single_ones() => Gen.Select(GroupBy, Window, Moment, Step, Gen.Int[1, 40]).SampleAsync(
        async (groupBy, window, start, step, count) =>
        {
            CounterQuery query = new(
                new MetricSelector(RandomMetrics.Counter, [], groupBy), window, new EvaluationTimes(start, start + (step * count), step));
            Agreement.CountersEqual(
                CounterAggregator.Aggregate(RandomMetrics.All, query, RangeBoundary.Closed), await referee.Server.AskRangeAsync(PromQl.Of(query), query.Times), PromQl.Of(query));
        },
        iter: PropertyCases.AtLeast(Cases));

    // 16.5 s before or after samples that come every 15 s is just 1.1 of their distance: what the last bit of a quotient says decides.
    [PrometheusTheory]
    [InlineData(300_000)]
    [InlineData(301_500)]
    [InlineData(303_000)]
    public async Task A_gap_of_just_the_length_from_which_samples_are_missing_is_taken_as_by_Prometheus(long windowMillis)
    {
        EvaluationTimes times = new(RandomMetrics.Start + 1_500, RandomMetrics.End + 600_000, RandomMetrics.ScrapeMillis);
        CounterQuery query = new(new MetricSelector(RandomMetrics.Counter, [], ["pod"]), TimeSpan.FromMilliseconds(windowMillis), times);
        Agreement.CountersEqual(
            CounterAggregator.Aggregate(RandomMetrics.All, query, RangeBoundary.Closed), await referee.Server.AskRangeAsync(PromQl.Of(query), times), PromQl.Of(query));
    }

    [PrometheusFact]
    public Task Buckets_means_and_quantiles_of_histograms_are_Prometheus_own() => Gen.Select(Question, Gen.Double[0, 1]).SampleAsync(
        async (question, quantile) =>
        {
            HistogramQuery query = new(question.Selector with { Family = RandomMetrics.Histogram }, question.Window, EvaluationTimes.At(question.Moment));
            Dictionary<LabelSet, HistogramIncrease> ours =
                HistogramAggregator.Aggregate(RandomMetrics.All, query, RangeBoundary.Closed).Increases.ToDictionary(increase => increase.Labels);
            Agreement.CountersEqual(ours.Values.SelectMany(BucketSeries), await referee.Server.AskAsync(PromQl.Buckets(query), question.Moment), PromQl.Buckets(query));
            await CompareAsync(PromQl.SumOf(query), increase => increase.Sum);
            await CompareAsync(PromQl.CountOf(query), increase => increase.Count);
            await CompareAsync(PromQl.Mean(query), HistogramStatistics.Mean);
            foreach (double q in (double[])[0.5, 0.9, 0.95, 0.99, quantile])
            {
                string expression = PromQl.Quantile(query, q);
                Dictionary<LabelSet, double> theirs = await referee.Server.AskAsync(expression, question.Moment);
                foreach (LabelSet labels in ours.Keys.Union(theirs.Keys))
                {
                    Agreement.QuantileEqual(
                        ours.GetValueOrDefault(labels), q, theirs.TryGetValue(labels, out double value) ? value : null, $"{expression} {labels} at {question.Moment}");
                }
            }

            async Task CompareAsync(string expression, Func<HistogramIncrease, double?> read)
            {
                Dictionary<LabelSet, double> theirs = await referee.Server.AskAsync(expression, question.Moment);
                foreach (LabelSet labels in ours.Keys.Union(theirs.Keys))
                {
                    Agreement.Equal(
                        ours.TryGetValue(labels, out HistogramIncrease? increase) ? read(increase) : null,
                        theirs.TryGetValue(labels, out double value) ? value : null,
                        $"{expression} {labels} at {question.Moment}");
                }
            }
        },
        iter: PropertyCases.AtLeast(Cases));

    [PrometheusFact]
    public Task The_value_at_a_moment_is_Prometheus_own() => Moment.SampleAsync(
        async moment =>
        {
            IEnumerable<MetricSeries> ours = RandomMetrics.All.Where(series => series.Name == RandomMetrics.Counter)
                .Select(series => (series, Value: InstantFunction.ValueAt(series.UnixMillis.AsSpan(), series.Values.AsSpan(), moment, RangeBoundary.Closed)))
                .Where(item => item.Value is not null)
                .Select(item => new MetricSeries(string.Empty, item.series.Labels, [new MetricPoint(moment, item.Value!.Value)]));
            Agreement.CountersEqual(ours, await referee.Server.AskAsync(RandomMetrics.Counter, moment), $"{RandomMetrics.Counter} at {moment}");
        },
        iter: PropertyCases.AtLeast(Cases));

    private static IEnumerable<MetricSeries> BucketSeries(HistogramIncrease increase) => increase.Buckets.Select(bucket => new MetricSeries(
        string.Empty,
        LabelSet.Create(increase.Labels.Append(new Label("le", double.IsPositiveInfinity(bucket.UpperBound) ? "+Inf" : bucket.UpperBound.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))),
        [new MetricPoint(increase.UnixMillis, bucket.Increase)]));
}
