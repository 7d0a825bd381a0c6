using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.TestKit.Timelines;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.Traces;

public sealed class TracesViewTests
{
    [Fact]
    public void Slowest_traces_the_chosen_one_and_the_fastest_are_shown_and_the_rest_is_counted()
        => Approved.Match(ViewText.Of(TracesView.Of(Result(30, 14), new TracesViewOptions { CallName = "#!kiali" })), "traces.view.txt");

    [Fact]
    public void A_limit_that_leaves_most_of_the_window_uncovered_says_how_much_is_covered()
        => Assert.Equal(
            "The 10 newest traces cover only 9 % of the window: raise --limit, or look at less time.",
            TracesView.Coverage(Result(10, null, limit: 10, complete: false)));

    [Fact]
    public void A_window_without_traces_says_so_and_what_to_try()
        => Assert.Equal(
            "traces · 2026-11-14 11:00:00 – 11:00:01 UTC\nNote: No traces in this window.\nTry: another window with --from and --to, or without -w and -n.",
            ViewText.Of(TracesView.Of(Result(0, null))));

    [Fact]
    public void Compact_heatmaps_have_a_column_when_they_are_given()
    {
        TracesResult result = Result(3, null);
        Figure heatmap = CompactHeatmapFigure.Create([HeatSample.NoData], "avg over 60m: no data");
        TracesViewOptions options = new() { Heatmaps = new Dictionary<TraceId, Figure> { [new TraceId(0, 2)] = heatmap } };
        TableBlock table = TracesView.Of(result, options).Blocks.OfType<TableBlock>().Single();
        Assert.Contains("vs metrics", table.Columns.Select(column => column.Header.PlainText));
        Assert.Single(table.Rows, row => row.Cells.Any(cell => cell.Figure == heatmap));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Cells.Length));
    }

    [Fact]
    public void Failed_traces_are_crossed_and_drawn_on_top_of_the_others()
    {
        ImmutableArray<PointsMark> points = [.. TracesFigure.Of(Result(30, null)).Panels[0].Marks.OfType<PointsMark>()];
        Assert.Equal([PointShape.Circle, PointShape.CrossedCircle], points.Take(2).Select(mark => mark.Shape));
        Assert.Equal((20, 10), (points[0].Points.Length, points[1].Points.Length));
    }

    [Fact]
    public void Durations_are_on_a_logarithmic_axis_when_the_longest_is_over_twenty_times_the_shortest()
    {
        Assert.Equal(AxisScale.Linear, TracesFigure.Of(Result(15, null)).Panels[0].Y!.Scale);
        Assert.Equal(AxisScale.Logarithmic, TracesFigure.Of(Result(45, null)).Panels[0].Y!.Scale);
    }

    [Fact]
    public void The_chosen_trace_is_ringed_and_named()
    {
        Panel plot = TracesFigure.Of(Result(30, 14)).Panels[0];
        Assert.Contains(plot.Marks.OfType<TextMark>(), text => text.Line.PlainText == "000000e · 150 ms · 1 span");
        Assert.Contains(plot.Marks.OfType<PointsMark>(), mark => mark.Fill is null && mark.Points.Single().Id == new TraceId(0, 14).ToString());
    }

    [Fact]
    public void More_than_five_thousand_traces_are_counted_in_squares()
    {
        Figure figure = TracesFigure.Of(Result(TracesFigure.MostPoints + 1, null));
        CellsMark cells = figure.Panels[0].Marks.OfType<CellsMark>().Single();
        Assert.InRange(cells.Cells.Length, 1, 2000);
        Assert.True(figure.Panels.SelectMany(panel => panel.Marks).OfType<PointsMark>().Sum(mark => mark.Points.Length) < 2000);
        Assert.Contains(figure.Panels[1].Marks.OfType<TextMark>(), text => text.Line.PlainText == "5,001 traces");
    }

    [Fact]
    public void Ids_of_64_bits_are_told_by_the_digits_after_their_padding()
    {
        Assert.Equal("7f3c9a1", NameText.ShortId("00000000000000007f3c9a1e5b2d48f0"));
        Assert.Equal("0000002", NameText.ShortId(new TraceId(0, 2).ToString()));
        Assert.Equal("0000000", NameText.ShortId("00000000000000010000000000000002"));
    }

    [Fact]
    public void Long_names_are_cut_in_the_table_and_whole_in_the_tooltip_of_the_id()
    {
        SpanColumnsBuilder builder = new();
        Timeline.AddTo(builder, new string('x', 5000) + " [=]", 1);
        TracesResult result = TracesAnalysis.Compute(Answer.Whole(TraceSet.Create([builder.Build()])), Window, new TracesOptions());
        string text = ViewText.Of(TracesView.Of(result));
        Assert.DoesNotContain(new string('x', 100), text, StringComparison.Ordinal);
        Assert.Contains("xxx…", text, StringComparison.Ordinal);
    }

    private static AnalysisWindow Window { get; } =
        new(new TimeRange(Timeline.StartUnixNano, Timeline.StartUnixNano + UnixTime.NanosPerSecond), Timeline.StartUnixNano + UnixTime.NanosPerSecond, false);

    // Each trace 10 ms longer than the one before and 10 ms later; every third failed.
    private static TracesResult Result(int count, int? chosen, int limit = 10_000, bool complete = true)
    {
        SpanColumnsBuilder builder = new();
        for (int index = 1; index <= count; index++)
        {
            string bar = new('=', Math.Min(index, 300));
            Timeline.AddTo(builder, $"gateway [{bar}] {(index % 3 == 0 ? "http.status_code=503" : "")}", index, index * 10 % 1000);
        }

        return TracesAnalysis.Compute(
            new Answer<TraceSet>(TraceSet.Create([builder.Build()]), complete, []),
            Window,
            new TracesOptions { Limit = count == 0 ? null : limit, Chosen = chosen is { } number ? new TraceId(0, (ulong)number) : null });
    }
}
