using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.Tests.Heatmap;

public sealed class HeatmapTargetTests
{
    [Fact]
    public void Without_a_wish_the_workload_is_that_of_the_first_proxy_span_and_a_gateway_is_compared_by_what_it_makes()
    {
        HeatmapTarget target = HeatmapTargets.Choose(HeatTrace.Bookinfo(), new HeatmapOptions())!;
        Assert.Equal(("istio-ingressgateway", TrafficDirection.Outbound, new SpanId(1)), (target.Workload.Name, target.Direction, target.Span.SpanId));
    }

    [Fact]
    public void A_workload_that_answers_is_compared_by_its_earliest_server_span()
    {
        HeatmapTarget target = HeatmapTargets.Choose(HeatTrace.Bookinfo(), new HeatmapOptions { Workload = new WorkloadRef(null, "bookinfo", "productpage-v1") })!;
        Assert.Equal((TrafficDirection.Inbound, new SpanId(2)), (target.Direction, target.Span.SpanId));
    }

    [Fact]
    public void A_server_span_wins_over_an_earlier_client_span_of_the_same_workload()
    {
        Trace trace = new HeatTrace().Proxy("a/web", SpanKind.Client, 0, 50).Proxy("a/web", SpanKind.Server, 5, 10).ToTrace();
        Assert.Equal(new SpanId(2), HeatmapTargets.Choose(trace, new HeatmapOptions())!.Span.SpanId);
    }

    [Fact]
    public void Another_span_can_be_picked_on_either_side()
    {
        Trace trace = HeatTrace.Bookinfo();
        HeatmapTarget client = HeatmapTargets.Choose(trace, new HeatmapOptions { SpanId = new SpanId(4) })!;
        Assert.Equal(("productpage-v1", TrafficDirection.Outbound), (client.Workload.Name, client.Direction));
        Assert.Null(HeatmapTargets.Choose(trace, new HeatmapOptions { SpanId = new SpanId(6) }));
        Assert.Null(HeatmapTargets.Choose(trace, new HeatmapOptions { SpanId = new SpanId(99) }));
    }

    [Fact]
    public void A_trace_without_the_workload_has_no_target()
        => Assert.Null(HeatmapTargets.Choose(HeatTrace.Bookinfo(), new HeatmapOptions { Workload = new WorkloadRef(null, "bookinfo", "ratings-v1") }));

    [Fact]
    public void A_trace_of_applications_alone_is_compared_by_its_first_workload_whatever_cluster_is_asked_for()
    {
        Trace trace = new HeatTrace().Nameless(SpanKind.Server, 0, 20).Application("shop/cart", SpanKind.Server, 1, 10).ToTrace();
        Assert.Equal("cart", HeatmapTargets.Choose(trace, new HeatmapOptions())!.Workload.Name);
        Assert.NotNull(HeatmapTargets.Choose(trace, new HeatmapOptions { Workload = new WorkloadRef("any", "shop", "cart") }));
    }

    [Fact]
    public void A_trace_that_names_no_workload_has_no_target()
        => Assert.Null(HeatmapTargets.Choose(new HeatTrace().Nameless(SpanKind.Server, 0, 20).ToTrace(), new HeatmapOptions()));

    [Fact]
    public void The_anchor_is_the_spans_own_end_rounded_up_to_a_millisecond()
    {
        Trace trace = new HeatTrace().Proxy("a/web", SpanKind.Server, 0, 10.0001).ToTrace();
        Assert.Equal((HeatTrace.StartUnixNano / UnixTime.NanosPerMilli) + 11, HeatmapTargets.Choose(trace, new HeatmapOptions())!.AnchorUnixMillis);
    }

    [Fact]
    public void A_window_ends_at_the_anchor_and_the_baseline_at_its_own_end()
    {
        HeatmapTarget target = HeatmapTargets.Choose(HeatTrace.Bookinfo(), new HeatmapOptions { Workload = new WorkloadRef(null, "bookinfo", "reviews-v1") })!;
        HeatmapInterval baseline = HeatmapInterval.Baseline(new TimeRange(HeatTrace.StartUnixNano - (2 * 3_600 * UnixTime.NanosPerSecond), HeatTrace.StartUnixNano - (3_600 * UnixTime.NanosPerSecond)));
        HistogramQuery[] queries =
        [
            .. new HeatmapOptions().Intervals.Add(baseline)
                .Select(interval => HeatmapQueries.Of(target.Workload, target.Direction, target.WithWaypoint, interval, target.AnchorUnixMillis)),
        ];
        Assert.Equal([600, 3_600, 10_800, 3_600], queries.Select(query => (int)query.Window.TotalSeconds));
        long anchor = (HeatTrace.StartUnixNano / UnixTime.NanosPerMilli) + 24;
        Assert.Equal([anchor, anchor, anchor, anchor - 24 - 3_600_000], queries.Select(query => query.Times.StartUnixMillis));
        Assert.All(queries, query => Assert.Equal(1, query.Times.Count));
        Assert.Equal(
            "reporter=destination destination_workload_namespace=bookinfo destination_workload=reviews-v1",
            string.Join(' ', queries[0].Selector.Matchers.Select(matcher => $"{matcher.Name}={string.Join('|', matcher.Values)}")));
        Assert.Empty(queries[0].Selector.GroupBy);
    }

    [Fact]
    public void Where_a_waypoint_took_part_what_it_tells_counts_too()
    {
        Trace trace = new HeatTrace().Proxy("a/web", SpanKind.Server, 0, 10).Proxy("a/way", SpanKind.Server, 1, 5, "waypoint").ToTrace();
        HeatmapTarget target = HeatmapTargets.Choose(trace, new HeatmapOptions())!;
        HistogramQuery query = HeatmapQueries.Of(target.Workload, target.Direction, target.WithWaypoint, new HeatmapOptions().Intervals[0], 0);
        Assert.Equal(["destination", "waypoint"], query.Selector.Matchers[0].Values.AsEnumerable());
    }

    [Theory]
    [InlineData("avg", null)]
    [InlineData("p50", 0.5)]
    [InlineData("p999", 0.999)]
    public void A_statistic_is_named_as_it_is_shown(string name, double? quantile)
    {
        Assert.True(HeatmapStatistic.TryParse(name, out HeatmapStatistic statistic));
        Assert.Equal((name, quantile), (statistic.Name, statistic.Quantile));
    }

    [Theory]
    [InlineData("p0")]
    [InlineData("p00")]
    [InlineData("p990")]
    [InlineData("p100")]
    [InlineData("max")]
    [InlineData("p-5")]
    [InlineData("")]
    public void What_is_no_statistic_is_not_taken_for_one(string name) => Assert.False(HeatmapStatistic.TryParse(name, out _));
}
