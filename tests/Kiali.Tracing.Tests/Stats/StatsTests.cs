using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.Stats;

public sealed class StatsTests
{
    private static readonly AnalysisWindow Window = new(new TimeRange(Timeline.StartUnixNano, Timeline.StartUnixNano + 1_000_000_000), Timeline.StartUnixNano + 1_000_000_000, false);

    [Fact]
    public void Groups_have_counts_errors_durations_and_self_time_most_self_time_first()
    {
        StatsResult result = Compute(
            """
            gateway/in      [=========]
              reviews/get    [===]       server http.status_code=503
              reviews/get        [==]    error
                ratings/find      [=]
            """,
            StatsKey.Service);

        Assert.Equal(["reviews", "gateway", "ratings"], result.Groups.Select(group => group.Keys.Single()));
        Assert.Equal(4, result.SpanCount);
        Assert.Equal(1, result.TraceCount);
        Assert.Equal(100, result.SelfTimeMs);
        Assert.Equal(
            (2, 2, 35, 35, 39, 39.9, 50),
            (result.Groups[0].Count, result.Groups[0].Errors, result.Groups[0].MeanMs, result.Groups[0].P50Ms, result.Groups[0].P90Ms, Math.Round(result.Groups[0].P99Ms, 6), result.Groups[0].SelfTimeMs));
        Assert.Equal(30, result.Groups[1].SelfTimeMs);
    }

    [Fact]
    public void Two_keys_make_a_group_for_each_pair_and_any_attribute_is_a_key()
    {
        StatsResult result = Compute(
            """
            a [======] zone=east
            a [==]     zone=west
            a [=]      zone=west
            b [=]
            """,
            StatsKey.Name,
            new StatsKey("zone"));
        Assert.Equal(
            [("a", "east", 1), ("a", "west", 2), ("b", null, 1)],
            result.Groups.Select(group => (group.Keys[0], group.Keys[1], group.Count)));
    }

    [Fact]
    public void A_key_that_spans_lack_is_looked_for_on_their_resource()
        => Assert.Equal(
            ["reviews", "a"],
            Compute(
                """
                reviews/get [==]
                a           [=]
                """,
                new StatsKey("service.name")).Groups.Select(group => group.Keys[0]));

    [Fact]
    public void Spans_can_be_grouped_by_how_their_call_ended()
        => Assert.Equal(
            [("504 UT", 1), ("error", 1), ("200", 1), ("grpc 14", 1), (null, 1)],
            Compute(
                """
                a [=====] http.status_code=504 response_flags=UT
                b [====]  error
                c [===]   http.status_code=200
                d [==]    client rpc.grpc.status_code=14
                e [=]
                """,
                StatsKey.Status).Groups.Select(group => (group.Keys[0], group.Count)));

    [Fact]
    public void Without_a_key_spans_are_grouped_by_workload_when_they_name_one_and_by_service_when_not()
    {
        Assert.Equal(StatsKey.Service, Compute("a [=]").By.Single());
        StatsResult result = Compute("a [=] node_id=sidecar~10.0.0.1~reviews-v3-6f76498fc8-58wpn.bookinfo~x");
        Assert.Equal(StatsKey.Workload, result.By.Single());
        Assert.Equal("reviews-v3", result.Groups.Single().Keys[0]);
    }

    [Fact]
    public void A_waypoints_spans_count_under_the_workload_that_each_names()
        => Assert.Equal(
            ["ratings-v1", "reviews-v3"],
            Compute(
                """
                a [==] server node_id=waypoint~10.0.0.1~way-6f76498fc8-58wpn.bookinfo~x istio.destination_workload=ratings-v1 istio.destination_namespace=bookinfo
                b [=]  server node_id=waypoint~10.0.0.1~way-6f76498fc8-58wpn.bookinfo~x istio.destination_workload=reviews-v3 istio.destination_namespace=bookinfo
                """,
                StatsKey.Workload).Groups.Select(group => group.Keys[0]));

    [Fact]
    public void Spans_whose_parent_is_missing_are_counted_in_a_warning()
    {
        SpanColumnsBuilder builder = new();
        builder.SetIds(new TraceId(0, 1), new SpanId(1));
        builder.SetParent(new SpanId(99));
        builder.SetTimes(Timeline.StartUnixNano, Timeline.StartUnixNano + 1);
        builder.Commit();
        StatsResult result = StatsAnalysis.Compute(Answer.Whole(TraceSet.Create([builder.Build()])), Window, new StatsOptions());
        Assert.Equal(("orphan-span", 1), (result.Warnings.Single().Code, result.Warnings.Single().Count));
    }

    [Fact]
    public void No_spans_make_no_groups()
    {
        StatsResult result = StatsAnalysis.Compute(Answer.Whole(TraceSet.Empty), Window, new StatsOptions());
        Assert.Empty(result.Groups);
        Assert.Equal(0, result.SelfTimeMs);
    }

    [Fact]
    public void Three_keys_are_refused()
        => Assert.Throws<ArgumentException>(() => Compute("a [=]", StatsKey.Name, StatsKey.Kind, StatsKey.Service));

    private static StatsResult Compute(string drawing, params ImmutableArray<StatsKey> by)
    {
        SpanColumnsBuilder builder = new();
        Timeline.AddTo(builder, drawing, 1);
        return StatsAnalysis.Compute(Answer.Whole(TraceSet.Create([builder.Build()])), Window, new StatsOptions { By = by });
    }
}
