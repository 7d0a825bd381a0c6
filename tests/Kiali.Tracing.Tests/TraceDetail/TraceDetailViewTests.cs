using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Figures;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.TestKit.Timelines;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.TraceDetail;

public sealed class TraceDetailViewTests
{
    private const string Failing =
        """
        gateway/in             [==================] client component=proxy http.method=GET http.url=http://shop/page upstream_cluster=outbound|80||product.shop.svc
          product/in            [================]  server component=proxy http.status_code=200
            product/page        [===============]   server http.status_code=200
              product/out        [====]             client component=proxy upstream_cluster=outbound|80||reviews.shop.svc http.status_code=504 response_flags=UT
                reviews/in       [====]             server component=proxy http.status_code=0 response_flags=DC
                  reviews/get    [===]              error
                    reviews/db   [==]
              product/out             [=======]     client component=proxy upstream_cluster=outbound|80||reviews.shop.svc http.status_code=503
                reviews/in            [======]      server component=proxy http.status_code=503
                  reviews/get         [=====]       server
                    reviews/db        [====]
        """;

    [Fact]
    public void Key_figures_waterfall_likes_errors_and_next_commands_are_told_in_order()
    {
        TraceDetailResult result = TraceDetailAnalysis.Compute(
            Timeline.Draw(Failing), new TraceDetailOptions { Others = [Timeline.Draw(Failing, 2), Timeline.Draw("gateway/in [=]", 3)] });
        Approved.Match(ViewText.Of(TraceDetailView.Of(result, new TraceDetailViewOptions { CallName = "#!kiali" })), "trace.view.txt");
    }

    [Fact]
    public void The_comparison_with_metrics_and_the_rank_stand_where_they_are_given()
    {
        TraceDetailResult result = TraceDetailAnalysis.Compute(Timeline.Draw(Failing), new TraceDetailOptions());
        View view = TraceDetailView.Of(result, new TraceDetailViewOptions { Comparison = [LineBlock.Of("the matrix")], Rank = "99.1 % in 10m" });
        Assert.Contains("slower than: 99.1 % in 10m\n[Waterfall", ViewText.Of(view), StringComparison.Ordinal);
        Assert.IsType<LineBlock>(view.Blocks[2]);
    }

    [Fact]
    public void The_picture_grows_by_a_row_for_each_span_and_never_wider()
    {
        Figure small = TraceDetailFigure.Of(TraceDetailAnalysis.Compute(Timeline.Draw("a [=]"), new TraceDetailOptions()));
        Figure larger = TraceDetailFigure.Of(TraceDetailAnalysis.Compute(Timeline.Draw("a [=]\nb [=]\nc [=]"), new TraceDetailOptions()));
        Assert.Equal((960, 960), (small.Width, larger.Width));
        Assert.Equal(42, larger.Height - small.Height);
    }

    [Fact]
    public void A_trace_of_spans_without_length_is_drawn()
    {
        SpanColumnsBuilder builder = new();
        builder.SetIds(new TraceId(0, 1), new SpanId(1));
        builder.SetTimes(Timeline.StartUnixNano, Timeline.StartUnixNano);
        builder.Commit();
        Trace trace = TraceSet.Create([builder.Build()]).Traces.Single();
        View view = TraceDetailView.Of(TraceDetailAnalysis.Compute(trace, new TraceDetailOptions()));
        Assert.StartsWith("trace · (no name) · ", ViewText.Of(view), StringComparison.Ordinal);
        Assert.All(
            TraceDetailFigure.Of(TraceDetailAnalysis.Compute(trace, new TraceDetailOptions())).Panels[0].Marks.OfType<BarsMark>().SelectMany(mark => mark.Bars),
            bar => Assert.True(double.IsFinite(bar.X0) && double.IsFinite(bar.X1)));
    }

    [Fact]
    public void An_event_is_a_diamond_at_its_time_with_what_happened_beside_it()
    {
        SpanColumnsBuilder builder = new();
        builder.SetIds(new TraceId(0, 1), new SpanId(1));
        builder.SetName(builder.AddString("work"));
        builder.AddEvent(
            Timeline.StartUnixNano + 50, builder.AddString("exception"), [new(builder.AddString("exception.message"), AttributeValue.Of("Read timed out"))]);
        builder.SetTimes(Timeline.StartUnixNano, Timeline.StartUnixNano + 100);
        builder.Commit();
        builder.SetIds(new TraceId(0, 1), new SpanId(2));
        builder.SetParent(new SpanId(1));
        builder.SetTimes(Timeline.StartUnixNano, Timeline.StartUnixNano + 100);
        builder.Commit();
        Trace trace = TraceSet.Create([builder.Build()]).Traces.Single();
        Panel panel = TraceDetailFigure.Of(TraceDetailAnalysis.Compute(trace, new TraceDetailOptions())).Panels[0];
        PointItem diamond = panel.Marks.OfType<PointsMark>().Single(mark => mark.Shape == PointShape.Diamond).Points.Single();
        Assert.Equal(322 + 210, diamond.X);
        Assert.Contains(panel.Marks.OfType<TextMark>(), text => text.Line.PlainText == "exception: Read timed out");
    }

    [Fact]
    public void The_path_by_workload_fills_the_bar_from_end_to_end()
    {
        TraceDetailResult result = TraceDetailAnalysis.Compute(Timeline.Draw(Failing), new TraceDetailOptions());
        BarsMark[] parts = [.. TraceDetailFigure.Of(result).Panels[0].Marks.OfType<BarsMark>().TakeLast(result.CriticalWorkloads.Length)];
        Assert.Equal(322, parts[0].Bars[0].X0);
        Assert.Equal(742, parts[^1].Bars[0].X1, 6);
        Assert.Equal(1, result.CriticalWorkloads.Sum(share => share.Share), 9);
    }
}
