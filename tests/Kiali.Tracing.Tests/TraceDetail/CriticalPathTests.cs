using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.TraceDetail;

public sealed class CriticalPathTests
{
    [Fact]
    public void A_span_alone_is_its_own_critical_path()
        => AssertPath(
            """
            a [=========]
            """,
            "a 0-100");

    [Fact]
    public void Back_to_back_children_are_all_on_the_path_and_the_parent_only_between_and_after_them()
        => AssertPath(
            """
            a   [=========]
              b  [==]
              c     [==]
            """,
            "a 0-10, b 10-40, c 40-70, a 70-100");

    [Fact]
    public void Of_parallel_children_only_the_one_that_ends_last_is_waited_for()
        => AssertPath(
            """
            a   [=========]
              b [=====]
              c  [=======]
              d   [==]
            """,
            "a 0-10, c 10-90, a 90-100");

    [Fact]
    public void Before_the_last_child_the_one_that_had_ended_by_its_start_is_waited_for()
        => AssertPath(
            """
            a   [===========]
              b [==]
              c  [====]
              d      [===]
            """,
            "b 0-30, a 30-50, d 50-90, a 90-120");

    [Fact]
    public void The_path_follows_children_of_children()
        => AssertPath(
            """
            a     [===========]
              b    [========]
                c   [==]
                d       [=]
              e    [=]
            """,
            "a 0-10, b 10-20, c 20-50, b 50-60, d 60-80, b 80-100, a 100-120");

    [Fact]
    public void A_child_that_outlives_its_parent_counts_up_to_the_parents_end()
        => AssertPath(
            """
            a   [=====]
              b    [=======]
            """,
            "a 0-30, b 30-60");

    [Fact]
    public void A_child_that_begins_after_its_parents_end_was_not_waited_for_and_neither_were_its_children()
        => AssertPath(
            """
            a     [=====]
              b          [=======]
                c         [==]
              d    [=]
            """,
            "a 0-10, d 10-30, a 30-60");

    [Fact]
    public void A_child_with_a_clock_that_is_ahead_counts_from_its_parents_start()
        => AssertPath(
            """
            a      [==========]
              b    [=====]
                c [==]
                d      [=]
            """,
            // c begins before everything: the trace's first time is c's.
            "c 10-30, b 30-50, d 50-70, a 70-120");

    [Fact]
    public void A_consumer_is_not_waited_for_by_its_producer()
        => AssertPath(
            """
            a        [=========]
              send    [====]     producer
                work   [==]      consumer
            """,
            "a 0-10, send 10-60, a 60-100");

    [Fact]
    public void A_small_overlap_is_taken_for_skewed_clocks_and_cut()
    {
        // b and c overlap by 10 of 1,200 ms: less than a hundredth of a, and less than a tenth of b and c.
        string bars = new('=', 118);
        Trace trace = Timeline.Draw(
            $"""
            a   [{bars}]
              b [==========================================================]
              c                                                           [{new string('=', 57)}]
            """);
        Assert.Equal("b 0-580, c 580-1160, a 1160-1190", Describe(trace));
    }

    [Fact]
    public void A_large_overlap_is_concurrent_work()
        => AssertPath(
            """
            a   [===================]
              b [==========]
              c         [==========]
            """,
            "a 0-80, c 80-190, a 190-200");

    [Fact]
    public void Without_the_root_the_longest_span_without_a_parent_is_explained()
    {
        Trace whole = Timeline.Draw(
            """
            root    [=========]
              short [=]
              long     [====]
                leaf    [=]
            """);
        Trace trace = Trace.Create(whole.Spans.Where(span => span.Name != "root"));
        Assert.Null(trace.Root);
        Assert.Equal("long 30-40, leaf 40-60, long 60-80", Describe(trace));
    }

    [Fact]
    public void A_chain_of_fifty_thousand_spans_is_walked_without_running_out_of_stack()
    {
        Trace trace = RandomTraces.Chain(50_000);
        CriticalPath path = CriticalPathAnalysis.Compute(trace);
        Assert.Equal(trace.DurationNanos, path.Sections.Sum(section => section.DurationNanos));
        Assert.Equal(50_000, path.Sections.Select(section => section.Span.SpanId).Distinct().Count());
    }

    [Fact]
    public void Shares_of_workloads_add_up_and_the_longest_comes_first()
    {
        CriticalPath path = CriticalPathAnalysis.Compute(Timeline.Draw(
            """
            gateway        [=========]
              reviews/get   [======]
                reviews/db   [==]
            """));
        Assert.Equal(
            [new CriticalPathShare("reviews", 70_000_000, 0.7), new CriticalPathShare("gateway", 30_000_000, 0.3)],
            path.ByWorkload().AsEnumerable());
    }

    private static void AssertPath(string drawing, string expected) => Assert.Equal(expected, Describe(Timeline.Draw(drawing)));

    // Milliseconds since the drawing's first column.
    private static string Describe(Trace trace) => string.Join(
        ", ",
        CriticalPathAnalysis.Compute(trace).Sections.Select(section =>
            $"{section.Span.Name} {Offset(section.StartUnixNano)}-{Offset(section.EndUnixNano)}"));

    private static long Offset(long unixNano) => (unixNano - Timeline.StartUnixNano) / UnixTime.NanosPerMilli;
}
