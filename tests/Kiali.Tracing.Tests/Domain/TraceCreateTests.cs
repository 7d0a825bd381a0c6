using CsCheck;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Domain;

public class TraceCreateTests
{
    [Fact]
    public void Spans_stand_depth_first_and_siblings_by_start()
    {
        Trace trace = SpanDraft.ToTrace(
            new SpanDraft(3, 1, 50, 60), new SpanDraft(4, 2, 12, 15), new SpanDraft(1, 0, 0, 100), new SpanDraft(2, 1, 10, 20));
        Assert.Equal([1UL, 2, 4, 3], trace.Spans.Select(span => span.SpanId.Value));
        Assert.Equal([0, 1, 2, 1], trace.Spans.Select(trace.DepthOf));
        Assert.Equal([80L, 7, 3, 10], trace.Spans.Select(trace.SelfTimeNanosOf));
        Assert.Equal(1UL, trace.Root!.SpanId.Value);
        Assert.Empty(trace.Warnings);
    }

    [Fact]
    public void The_duration_is_that_of_all_spans_not_of_the_root()
    {
        Trace trace = SpanDraft.ToTrace(new SpanDraft(1, 0, 10, 20), new SpanDraft(2, 1, 5, 50));
        Assert.Equal((5L, 50L, 45L), (trace.StartUnixNano, trace.EndUnixNano, trace.DurationNanos));
    }

    [Fact]
    public void A_child_that_outlives_its_parent_takes_only_the_time_they_share()
    {
        Trace trace = SpanDraft.ToTrace(new SpanDraft(1, 0, 0, 100), new SpanDraft(2, 1, -20, 30), new SpanDraft(3, 1, 20, 40), new SpanDraft(4, 1, 90, 500));
        Assert.Equal(50, trace.SelfTimeNanosOf(trace.Root!));
    }

    [Fact]
    public void A_span_whose_parent_is_missing_stands_beside_the_root_and_is_counted()
    {
        Trace trace = SpanDraft.ToTrace(new SpanDraft(1, 0, 0, 10), new SpanDraft(2, 99, 1, 5), new SpanDraft(3, 2, 2, 3));
        Span orphan = trace.Find(new SpanId(2))!;
        Assert.Null(orphan.ParentSpanId);
        Assert.Equal(new SpanId(99), orphan.RawParentSpanId);
        Assert.Equal(1, trace.DepthOf(trace.Find(new SpanId(3))!));
        Assert.Equal(("orphan-span", 1L), (Assert.Single(trace.Warnings).Code, trace.Warnings[0].Count));
        Assert.Equal(1UL, trace.Root!.SpanId.Value);
    }

    [Fact]
    public void A_trace_without_its_root_has_none_but_a_name()
    {
        Trace trace = SpanDraft.ToTrace(new SpanDraft(2, 99, 1, 5) { Name = "first" }, new SpanDraft(3, 98, 4, 5) { Name = "second" });
        Assert.Null(trace.Root);
        Assert.Equal("first", trace.Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_cycle_of_parents_is_cut_at_its_earliest_span_and_counted(int length)
    {
        SpanDraft[] drafts = [.. Enumerable.Range(0, length).Select(index => new SpanDraft((ulong)index + 1, (ulong)((index + 1) % length) + 1, 100 - index, 200))];
        Trace trace = SpanDraft.ToTrace([.. drafts, new SpanDraft(50, 1, 110, 120)]);
        Assert.Equal(length + 1, trace.Spans.Length);
        Assert.Equal((ulong)length, trace.Spans[0].SpanId.Value);
        Assert.Null(trace.Spans[0].ParentSpanId);
        Assert.Equal("parent-cycle", Assert.Single(trace.Warnings).Code);
    }

    [Fact]
    public void The_server_half_of_a_shared_id_becomes_the_child_of_the_client_half_and_children_follow_it()
    {
        Trace trace = SpanDraft.ToTrace(
            new SpanDraft(1, 0, 0, 100) { Service = "front" },
            new SpanDraft(2, 1, 12, 88) { Kind = SpanKind.Server, Service = "back" },
            new SpanDraft(2, 1, 10, 90) { Kind = SpanKind.Client, Service = "front" },
            new SpanDraft(3, 2, 20, 30) { Service = "back" });
        Span client = trace.Spans.Single(span => span.Kind == SpanKind.Client);
        Span server = trace.Spans.Single(span => span.Kind == SpanKind.Server);
        Assert.Equal(new SpanId(2), client.SpanId);
        Assert.Equal(client.SpanId, server.ParentSpanId);
        Assert.NotEqual(client.SpanId, server.SpanId);
        Assert.Equal(new SpanId(2), server.RawSpanId);
        Assert.Equal(server.SpanId, trace.Find(new SpanId(3))!.ParentSpanId);
        Assert.Equal("shared-span-id", Assert.Single(trace.Warnings).Code);
        Assert.Equal(4, trace.SelfTimeNanosOf(client));
    }

    [Fact]
    public void Copies_of_a_span_unite_and_the_richer_one_stays()
    {
        Trace trace = SpanDraft.ToTrace(
            new SpanDraft(1, 0, 0, 10),
            new SpanDraft(1, 0, 0, 10) { Attributes = [("k", AttributeValue.Of("v"))] },
            new SpanDraft(1, 0, 0, 10));
        Assert.Equal("v", Assert.Single(trace.Spans).Attributes.GetText("k"));
        Assert.Equal(("duplicate-span", 2L), (Assert.Single(trace.Warnings).Code, trace.Warnings[0].Count));
    }

    [Fact]
    public void Different_spans_that_reuse_an_id_all_stay()
    {
        Trace trace = SpanDraft.ToTrace(
            new SpanDraft(1, 0, 0, 10) { Name = "a" }, new SpanDraft(1, 0, 3, 10) { Name = "b" }, new SpanDraft(1, 0, 4, 10) { Name = "c" });
        Assert.Equal(3, trace.Spans.Select(span => span.SpanId).Distinct().Count());
        Assert.Equal(("reused-span-id", 2L), (Assert.Single(trace.Warnings).Code, trace.Warnings[0].Count));
    }

    [Fact]
    public void A_chain_of_120000_spans_is_put_together()
    {
        const int Depth = 120_000;
        Trace trace = SpanDraft.ToTrace([.. Enumerable.Range(0, Depth).Select(index => new SpanDraft((ulong)index + 1, (ulong)index, index, (2 * Depth) - index))]);
        Assert.Equal(Depth - 1, trace.DepthOf(trace.Spans[^1]));
        Assert.Equal(2, trace.SelfTimeNanosOf(trace.Root!));
        Assert.Empty(trace.Warnings);
    }

    [Fact]
    public void A_ring_of_120000_spans_is_cut_once()
    {
        const int Length = 120_000;
        Trace trace = SpanDraft.ToTrace([.. Enumerable.Range(0, Length).Select(index => new SpanDraft((ulong)index + 1, (ulong)((index + 1) % Length) + 1, index, index + 1))]);
        Assert.Equal(Length, trace.Spans.Length);
        Assert.Equal(1UL, trace.Spans[0].SpanId.Value);
        Assert.Equal("parent-cycle", Assert.Single(trace.Warnings).Code);
    }

    [Fact]
    public void Spans_of_several_traces_or_none_make_no_trace()
    {
        Assert.Throws<ArgumentException>(() => SpanDraft.ToTrace());
        Assert.Throws<ArgumentException>(() => SpanDraft.ToTrace(new SpanDraft(1), new SpanDraft(2) { TraceNumber = 2 }));
    }

    [Fact]
    public void Whatever_was_recorded_becomes_a_tree_that_has_every_span_once_and_does_not_depend_on_the_order()
        => Gen.Select(Gen.ULong[1, 8], Gen.ULong[0, 9], Gen.Long[0, 50], Gen.Long[0, 50], Gen.Int[0, 3])
            .Select((id, parent, start, length, kind) => new SpanDraft(id, parent, start, start + length) { Kind = (SpanKind)kind })
            .Array[1, 12].Sample(
            drafts =>
            {
                Trace trace = SpanDraft.ToTrace(drafts);
                Assert.Equal(trace.Spans.Length, trace.Spans.Select(span => span.SpanId).Distinct().Count());
                long united = trace.Warnings.Where(warning => warning.Code == "duplicate-span").Sum(warning => warning.Count);
                Assert.Equal(drafts.Length, trace.Spans.Length + united);
                HashSet<SpanId> seen = [];
                foreach (Span span in trace.Spans)
                {
                    Assert.True(span.ParentSpanId is not { } parent || seen.Contains(parent));
                    Assert.Equal(span.ParentSpanId is null ? 0 : trace.DepthOf(trace.ParentOf(span)!) + 1, trace.DepthOf(span));
                    Assert.InRange(trace.SelfTimeNanosOf(span), 0, span.DurationNanos);
                    seen.Add(span.SpanId);
                }

                Assert.Equal(trace.Spans.Length - trace.Spans.Count(span => span.ParentSpanId is null), trace.Spans.Sum(span => trace.ChildrenOf(span).Length));
            },
            iter: PropertyCases.AtLeast(2000));
}
