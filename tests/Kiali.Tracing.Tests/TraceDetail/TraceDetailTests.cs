using System.Text;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Json;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Tests.TraceDetail;

public sealed class TraceDetailTests
{
    private static readonly Trace Trace = Timeline.Draw(
        """
        gateway/in        [=========]   client component=proxy
          product/page     [=======]    server http.status_code=200
            product/find    [=]
            reviews/get        [====]   error
        """);

    [Fact]
    public void The_spans_that_worked_longest_themselves_are_named_all_of_one_name_together()
    {
        TraceDetailResult result = Compute(
            """
            a        [==========]
              a/find  [=]
              a/find     [=]
              a/find        [=]
            """);
        Assert.Equal(new LargestSelfTime(new SpanLabel("a", "a/find"), 60_000_000, 3), result.LargestSelfTime);
    }

    [Fact]
    public void Spans_that_end_after_their_parent_are_counted_in_a_warning()
    {
        TraceDetailResult result = Compute(
            """
            a   [===]
              b  [====]
            """);
        Assert.Equal(1, result.OutlivingSpanCount);
        Assert.Equal("outliving-span", result.Warnings.Single().Code);
    }

    [Fact]
    public void The_document_holds_every_span_depth_first_with_all_of_the_contracts_properties()
    {
        using MemoryStream output = new();
        TraceDetailJson.Write(TraceDetailAnalysis.Compute(Trace, new TraceDetailOptions { Others = [Timeline.Draw("gateway/in [=]", 2), Similar()] }), output);
        Approved.Match(Encoding.UTF8.GetString(output.ToArray()), "trace.json");
    }

    [Fact]
    public void The_frame_has_a_row_for_each_span_and_the_contracts_columns()
    {
        var frame = TraceDetailFrame.Of(TraceDetailAnalysis.Compute(Trace, new TraceDetailOptions()));
        Assert.Equal(4, frame.Rows.Count);
        Approved.Match(FrameSchema.Of(frame), "trace.schema.txt");
        Assert.Equal(20.0, frame[FrameColumns.SelfTimeMs][1]);
    }

    [Fact]
    public void Proxy_spans_are_named_by_the_other_side_and_application_spans_by_their_name()
    {
        Trace trace = Timeline.Draw(
            """
            productpage/out    [=====] client component=proxy upstream_cluster=outbound|9080||reviews.bookinfo.svc.cluster.local
              reviews/in        [===]  server component=proxy upstream_cluster=inbound|9080||
                reviews/get      [=]
            """);
        Assert.Equal(
            ["productpage → reviews", "reviews ← productpage", "reviews reviews/get"],
            trace.Spans.Select(span => SpanLabel.Of(span, trace.ParentOf(span)).Text));
    }

    private static TraceDetailResult Compute(string drawing) => TraceDetailAnalysis.Compute(Timeline.Draw(drawing), new TraceDetailOptions());

    private static Trace Similar() => Timeline.Draw(
        """
        gateway/in        [=======]
          product/page     [=====]
            product/find    [=]
            reviews/get       [=]
        """,
        3);
}
