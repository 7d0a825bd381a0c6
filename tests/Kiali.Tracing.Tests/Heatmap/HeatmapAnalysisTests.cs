using CsCheck;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Tests.Metrics;
using Xunit;

namespace Kiali.Tracing.Tests.Heatmap;

public sealed class HeatmapAnalysisTests
{
    private static readonly HeatmapInterval TenMinutes = new HeatmapOptions().Intervals[0];
    private static readonly HeatmapStatistic P50 = HeatmapStatistic.Of("p50");
    private static readonly HeatmapStatistic P90 = HeatmapStatistic.Of("p90");
    private static readonly HeatmapStatistic P99 = HeatmapStatistic.Of("p99");

    [Fact]
    public void A_cell_knows_the_difference_the_multiple_the_bucket_and_the_requests()
    {
        HeatmapCell p50 = Compare(40, Grown(2000, 60, (10, 1000), (25, 1800), (100, 1990), (double.PositiveInfinity, 2000))).Find("10m", "p50")!;
        Assert.Equal((10.0, 30.0, 4.0), (p50.MetricMs, p50.DeltaMs, p50.Ratio));
        Assert.Equal((0.0, 10.0, 2000.0, 590.0), (p50.LowerMs, p50.UpperMs, p50.Requests, p50.CoveredSeconds));
        Assert.True(p50.IsDistinguishable);
        Assert.Equal(HeatmapReason.None, p50.Reason);
    }

    [Fact]
    public void The_average_has_no_bucket()
    {
        HeatmapCell avg = Compare(40, Grown(2000, 60_000, (10, 2000), (double.PositiveInfinity, 2000))).Find("10m", "avg")!;
        Assert.Equal((30.0, null, null, true), (avg.MetricMs, avg.LowerMs, avg.UpperMs, avg.IsDistinguishable));
    }

    [Fact]
    public void A_duration_in_the_quantiles_own_bucket_cannot_be_told_from_it()
        => Assert.False(Compare(80, Grown(5000, 0, (25, 100), (100, 4900), (double.PositiveInfinity, 5000))).Find("10m", "p90")!.IsDistinguishable);

    [Fact]
    public void A_duration_less_than_a_millisecond_from_the_statistic_cannot_be_told_from_it()
    {
        HistogramIncrease histogram = Grown(2000, 2000 * 9.2, (5, 0), (10, 2000), (double.PositiveInfinity, 2000));
        Assert.False(Compare(10.1, histogram).Find("10m", "avg")!.IsDistinguishable);
        Assert.True(Compare(10.3, histogram).Find("10m", "avg")!.IsDistinguishable);
    }

    [Fact]
    public void A_duration_in_the_95_percent_interval_of_a_quantile_of_few_requests_cannot_be_told_from_it()
    {
        // Of 20 requests the median lies, with 95 %, between the 6th and the 15th: here 5 and 175 ms.
        HistogramIncrease few = Grown(20, 0, (10, 12), (100, 14), (500, 20), (double.PositiveInfinity, 20));
        HistogramIncrease many = Grown(20_000, 0, (10, 12_000), (100, 14_000), (500, 20_000), (double.PositiveInfinity, 20_000));
        Assert.False(Compare(160, few).Find("10m", "p50")!.IsDistinguishable);
        Assert.True(Compare(170, few).Find("10m", "p50")!.IsDistinguishable);
        Assert.True(Compare(50, many).Find("10m", "p50")!.IsDistinguishable);
    }

    [Theory]
    [InlineData(19, true, true, true)]
    [InlineData(20, false, true, true)]
    [InlineData(99, false, true, true)]
    [InlineData(100, false, false, true)]
    [InlineData(999, false, false, true)]
    [InlineData(1000, false, false, false)]
    public void Fewer_than_ten_requests_beyond_a_quantile_are_few(int requests, bool p50, bool p90, bool p99)
    {
        HeatmapMatrix heatmap = Compare(40, Grown(requests, 0, (10, requests), (double.PositiveInfinity, requests)));
        bool Few(HeatmapStatistic statistic) => heatmap.Find("10m", statistic.Name)!.Reason == HeatmapReason.FewRequests;
        Assert.Equal((p50, p90, p99, false), (Few(P50), Few(P90), Few(P99), Few(HeatmapStatistic.Average)));
    }

    [Fact]
    public void A_quantile_above_all_bounds_has_no_upper_one_and_a_longer_duration_cannot_be_told_from_it()
    {
        HeatmapCell p99 = Compare(9000, Grown(2000, 0, (10, 100), (100, 1000), (double.PositiveInfinity, 2000))).Find("10m", "p99")!;
        Assert.Equal((100.0, 100.0, null, false), (p99.MetricMs, p99.LowerMs, p99.UpperMs, p99.IsDistinguishable));
    }

    [Fact]
    public void An_empty_cell_says_why()
    {
        Assert.Equal(HeatmapReason.NoSeries, Reason(new HeatmapAnswer(TenMinutes, null, 0, false)));
        Assert.Equal(HeatmapReason.NoSamples, Reason(new HeatmapAnswer(TenMinutes, null, 7, false)));
        Assert.Equal(HeatmapReason.OutsideRange, Reason(new HeatmapAnswer(TenMinutes, null, 7, true)));
        Assert.Equal(HeatmapReason.NoSamples, Reason(new HeatmapAnswer(TenMinutes, Grown(0, 0, (10, 0), (double.PositiveInfinity, 0)), 7, false)));

        static HeatmapReason Reason(HeatmapAnswer answer) => HeatmapAnalysis.Compute(Target(40), [answer], new HeatmapOptions().Statistics, 0).Cells
            .Select(cell => cell is { MetricMs: null, DeltaMs: null, Ratio: null, IsDistinguishable: false } ? cell.Reason : HeatmapReason.None)
            .Distinct()
            .Single();
    }

    [Fact]
    public void The_rank_is_the_share_of_requests_surely_below_and_possibly_below()
    {
        HeatmapRank rank = Compare(40, Grown(2000, 0, (10, 1000), (25, 1800), (100, 1990), (double.PositiveInfinity, 2000))).Ranks.Single();
        Assert.Equal((0.9, 0.995, 2000.0), (rank.Lower, rank.Upper, rank.Requests));
    }

    [Fact]
    public void Differences_multiples_bounds_and_ranks_agree_with_counting()
        => Gen.Select(MetricGen.Buckets, Gen.OneOf(Gen.Double[0.001, 1500], Gen.Int[1, 300].Select(ms => (double)ms)), Gen.Double[0, 50_000]).Sample(
            (buckets, durationMs, sum) =>
            {
                double? count = buckets.Length == 0 ? null : buckets[^1].Increase;
                HeatmapMatrix heatmap = HeatmapAnalysis.Compute(
                    Target(durationMs),
                    [new HeatmapAnswer(TenMinutes, new HistogramIncrease(LabelSet.Empty, 0, [.. buckets], sum, count, 590), 3, false)],
                    new HeatmapOptions().Statistics,
                    0);
                double duration = heatmap.DurationMs;
                foreach (HeatmapCell cell in heatmap.Cells.Where(cell => cell.MetricMs is not null))
                {
                    Assert.Equal(duration - cell.MetricMs!.Value, cell.DeltaMs!.Value, 1e-9);
                    if (cell.Ratio is { } ratio)
                    {
                        Assert.Equal(duration, ratio * cell.MetricMs.Value, 1e-6);
                    }

                    if (cell.Statistic == "avg")
                    {
                        Assert.Equal(sum / count!.Value, cell.MetricMs.Value, 1e-9);
                        Assert.Equal(Math.Abs(cell.DeltaMs.Value) >= 1, cell.IsDistinguishable);
                    }
                    else
                    {
                        Assert.InRange(cell.MetricMs.Value, cell.LowerMs ?? double.NegativeInfinity, cell.UpperMs ?? double.PositiveInfinity);
                        bool inBucket = duration >= (cell.LowerMs ?? double.NegativeInfinity) && duration <= (cell.UpperMs ?? double.PositiveInfinity);
                        Assert.False((inBucket || Math.Abs(cell.DeltaMs.Value) < 1) && cell.IsDistinguishable);
                    }
                }

                foreach (HeatmapRank rank in heatmap.Ranks)
                {
                    Assert.True(rank.Lower >= 0 && rank.Lower <= rank.Upper && rank.Upper <= 1 + 1e-12);
                }
            },
            iter: PropertyCases.AtLeast(1_000));

    [Fact]
    public void The_order_statistics_of_a_quantile_are_those_of_the_summed_binomial()
        => Gen.Select(Gen.Int[1, 400], Gen.OneOf(Gen.Const(0.5), Gen.Const(0.9), Gen.Const(0.99), Gen.Double[0.02, 0.98])).Sample(
            (count, quantile) =>
            {
                double[] atMost = new double[count + 1];
                double sum = 0;
                for (int k = 0; k <= count; k++)
                {
                    double logProbability = (k * Math.Log(quantile)) + ((count - k) * Math.Log(1 - quantile));
                    for (int i = 1; i <= k; i++)
                    {
                        logProbability += Math.Log(count - k + i) - Math.Log(i);
                    }

                    atMost[k] = sum += Math.Exp(logProbability);
                }

                // Where a sum lies on the limit to the last digits, either side is right.
                if (atMost.Any(p => Math.Abs(p - 0.025) < 1e-9 || Math.Abs(p - 0.975) < 1e-9))
                {
                    return;
                }

                int r = Enumerable.Range(0, count + 1).Last(k => k == 0 || atMost[k - 1] <= 0.025);
                int s = Enumerable.Range(1, count + 1).First(k => k == count + 1 || atMost[k - 1] >= 0.975);
                Assert.Equal((r, s), QuantileConfidence.OrderStatistics(quantile, count));
            },
            iter: PropertyCases.AtLeast(1_000));

    [Fact]
    public void A_hundred_million_requests_are_no_reason_to_wait()
        => Assert.Equal((49_990_200, 50_009_801), QuantileConfidence.OrderStatistics(0.5, 100_000_000));

    private static HeatmapMatrix Compare(double durationMs, HistogramIncrease histogram)
        => HeatmapAnalysis.Compute(Target(durationMs), [new HeatmapAnswer(TenMinutes, histogram, 9, false)], new HeatmapOptions().Statistics, 0);

    private static HeatmapTarget Target(double durationMs)
        => HeatmapTargets.Choose(new HeatTrace().Proxy("a/web", SpanKind.Server, 0, durationMs).ToTrace(), new HeatmapOptions())!;

    private static HistogramIncrease Grown(double count, double sum, params (double Bound, double Count)[] buckets) => new(
        LabelSet.Empty, 0, [.. buckets.Select(bucket => new HistogramBucket(bucket.Bound, bucket.Count))], sum, count, 590);
}
