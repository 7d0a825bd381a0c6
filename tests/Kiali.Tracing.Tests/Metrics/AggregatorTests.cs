using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Metrics;

public sealed class AggregatorTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Counters_are_summed_by_group_and_groups_are_ordered_by_labels()
    {
        ImmutableArray<MetricSeries> answer = CounterAggregator.Aggregate(
            [
                Counter("c_total", [("code", "503"), ("pod", "a")], 0, 1, 2, 3, 4),
                Counter("c_total", [("code", "200"), ("pod", "b")], 0, 10, 20, 30, 40),
                Counter("c_total", [("code", "200"), ("pod", "a")], 5, 10, 15, 20, 25),
                Counter("other_total", [("code", "200")], 0, 1000, 2000, 3000, 4000),
            ],
            new CounterQuery(new MetricSelector("c_total", [], ["code"]), Minute, EvaluationTimes.At(60_000)),
            RangeBoundary.Closed);
        Assert.Equal(["200", "503"], answer.Select(series => series.Labels.GetValue("code")));
        Assert.Equal([60, 4], answer.Select(series => series.Points.Single().Value));
    }

    [Fact]
    public void A_time_without_two_samples_has_no_point_and_a_group_without_points_is_left_out()
    {
        ImmutableArray<MetricSeries> answer = CounterAggregator.Aggregate(
            [Counter("c_total", [("code", "200")], 0, 1, 2), Counter("c_total", [("code", "500")], 7)],
            new CounterQuery(new MetricSelector("c_total", [], ["code"]), Minute, new EvaluationTimes(0, 600_000, 15_000)),
            RangeBoundary.Closed);
        Assert.Equal([15_000, 30_000, 45_000, 60_000, 75_000], answer.Single().Points.Select(point => point.UnixMillis));
    }

    [Fact]
    public void Matchers_keep_the_series_that_are_meant()
    {
        MetricSelector selector = new("c_total", [LabelMatcher.Equal("reporter", "destination", "waypoint"), LabelMatcher.NotEqual("code", "404")], []);
        ImmutableArray<MetricSeries> answer = CounterAggregator.Aggregate(
            [
                Counter("c_total", [("reporter", "source"), ("code", "200")], 0, 100, 200, 300, 400),
                Counter("c_total", [("reporter", "destination"), ("code", "404")], 0, 10, 20, 30, 40),
                Counter("c_total", [("reporter", "destination"), ("code", "200")], 0, 1, 2, 3, 4),
                Counter("c_total", [("reporter", "waypoint")], 0, 2, 4, 6, 8),
            ],
            new CounterQuery(selector, Minute, EvaluationTimes.At(60_000)),
            RangeBoundary.Closed);
        Assert.Equal(12, answer.Single().Points.Single().Value);
    }

    [Fact]
    public void A_histogram_keeps_the_bucket_that_is_absent_absent_and_counts_the_series_it_found()
    {
        HistogramAnswer answer = HistogramAggregator.Aggregate(
            [
                Counter("h_bucket", [("le", "10")], 0, 1, 2, 3, 4),
                Counter("h_bucket", [("le", "25")], 0),
                Counter("h_bucket", [("le", "+Inf")], 0, 2, 4, 6, 8),
                Counter("h_bucket", [("le", "many")], 0, 2, 4, 6, 8),
                Counter("h_sum", [], 0, 20, 40, 60, 80),
                Counter("h_count", [], 0, 2, 4, 6, 8),
            ],
            new HistogramQuery(new MetricSelector("h", [], []), Minute, EvaluationTimes.At(60_000)),
            RangeBoundary.Closed);
        HistogramIncrease increase = answer.Increases.Single();
        Assert.Equal<HistogramBucket>([new(10, 4), new(double.PositiveInfinity, 8)], increase.Buckets.AsEnumerable());
        Assert.Equal((80.0, 8.0, 60.0), (increase.Sum!.Value, increase.Count!.Value, increase.CoveredSeconds));
        Assert.Equal(5, answer.SeriesCount);
        Assert.Equal(10, HistogramStatistics.Mean(increase));
    }

    [Fact]
    public void Series_that_have_nothing_in_the_window_are_told_from_series_that_are_not_there()
    {
        HistogramQuery query = new(new MetricSelector("h", [], []), Minute, EvaluationTimes.At(3_600_000));
        HistogramAnswer silent = HistogramAggregator.Aggregate([Counter("h_count", [], 0, 1, 2)], query, RangeBoundary.LeftOpen);
        HistogramAnswer absent = HistogramAggregator.Aggregate([Counter("g_count", [], 0, 1, 2)], query, RangeBoundary.LeftOpen);
        Assert.Equal((0, 1), (silent.Increases.Length, silent.SeriesCount));
        Assert.Equal((0, 0), (absent.Increases.Length, absent.SeriesCount));
    }

    [Fact]
    public void A_sum_over_series_is_the_sum_of_their_increases()
        => MetricGen.CounterAndRange.Array[1, 6].Sample(
            inputs =>
            {
                CounterQuery query = new(
                    new MetricSelector("c_total", [], []), TimeSpan.FromMilliseconds(inputs[0].Window), EvaluationTimes.At(inputs[0].End));
                double[] single = [.. inputs.Select(input => new ReferenceIncrease().Of(input.Samples, inputs[0].End, inputs[0].Window, RangeBoundary.LeftOpen)).OfType<double>()];
                ImmutableArray<MetricSeries> answer = CounterAggregator.Aggregate(
                    inputs.Select((input, index) => Series("c_total", [("pod", $"p{index}")], input.Samples)), query, RangeBoundary.LeftOpen);
                Assert.Equal(single.Length == 0, answer.IsEmpty);
                if (single.Length > 0)
                {
                    Assert.Equal(single.Sum(), answer.Single().Points.Single().Value, 1e-9 * Math.Max(1, single.Sum()));
                }
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void A_sum_does_not_lose_small_numbers_beside_large_ones()
    {
        CompensatedSum sum = default;
        foreach (double number in (double[])[1e16, 1, 1, 1, 1, -1e16])
        {
            sum.Add(number);
        }

        Assert.Equal((4.0, 6), (sum.Value, sum.Count));
    }

    [Fact]
    public void The_value_at_a_moment_is_the_newest_of_five_minutes()
    {
        long[] times = [0, 60_000];
        Assert.Equal(1, InstantFunction.ValueAt(times, [1, 2], 59_999, RangeBoundary.Closed));
        Assert.Equal(2, InstantFunction.ValueAt(times, [1, 2], 60_000, RangeBoundary.Closed));
        Assert.Equal(2, InstantFunction.ValueAt(times, [1, 2], 360_000, RangeBoundary.Closed));
        Assert.Null(InstantFunction.ValueAt(times, [1, 2], 360_000, RangeBoundary.LeftOpen));
        Assert.Null(InstantFunction.ValueAt(times, [1, StaleMarker.Value], 60_000, RangeBoundary.Closed));
        Assert.Null(InstantFunction.ValueAt(times, [1, 2], -1, RangeBoundary.Closed));
    }

    [Theory]
    [InlineData(TrafficDirection.Inbound, "reporter=destination destination_workload_namespace=shop destination_workload=cart destination_cluster=east")]
    [InlineData(TrafficDirection.Outbound, "reporter=source source_workload_namespace=shop source_workload=cart source_cluster=east")]
    public void The_series_of_a_workload_are_told_by_its_own_proxy(TrafficDirection direction, string expected)
    {
        MetricSelector selector = IstioSelectors.OfWorkload("h", new WorkloadRef("east", "shop", "cart"), direction);
        Assert.Equal(expected, string.Join(' ', selector.Matchers.Select(matcher => $"{matcher.Name}={string.Join('|', matcher.Values)}")));
    }

    [Fact]
    public void A_waypoint_may_tell_too_and_a_peer_narrows_to_its_side()
    {
        MetricSelector selector = IstioSelectors.OfWorkload(
            "h",
            new WorkloadRef(null, "shop", "cart"),
            TrafficDirection.Inbound,
            IstioSelectors.ReportersOf(TrafficDirection.Inbound, withWaypoint: true),
            new WorkloadRef(null, "shop", "web"));
        Assert.Equal(
            "reporter=destination|waypoint destination_workload_namespace=shop destination_workload=cart source_workload_namespace=shop source_workload=web",
            string.Join(' ', selector.Matchers.Select(matcher => $"{matcher.Name}={string.Join('|', matcher.Values)}")));
    }

    private static RawSeries Counter(string name, (string Name, string Value)[] labels, params double[] everyQuarterMinute)
        => Series(name, labels, [.. everyQuarterMinute.Select((value, index) => new MetricPoint(index * 15_000, value))]);

    private static RawSeries Series(string name, (string Name, string Value)[] labels, MetricPoint[] samples) => new(
        name,
        LabelSet.Create(labels.Select(label => new Label(label.Name, label.Value))),
        [.. samples.Select(sample => sample.UnixMillis)],
        [.. samples.Select(sample => sample.Value)]);
}
