using Kiali.Tracing.Reports.Layout;
using SkiaSharp;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Layout;

public sealed class StackTests
{
    private readonly List<(string Name, int Page, SKRect Area)> _drawn = [];

    [Fact]
    public void Blocks_stand_one_below_the_other_with_their_gaps()
    {
        Sheet.Write(new Stack(Mark("a", 20), new Inset(Mark("b", 30)) { SpaceBefore = 5, Padding = 2 }, Mark("c", 10)));

        Assert.Equal(
            [("a", 1, new SKRect(10, 20, 210, 40)), ("b", 1, new SKRect(12, 47, 208, 77)), ("c", 1, new SKRect(10, 79, 210, 89))],
            _drawn);
    }

    [Fact]
    public void What_does_not_fit_goes_on_the_next_page_without_its_gap()
    {
        Sheet.Write(new Stack(Mark("a", 60), new Stack(Mark("b", 50)) { SpaceBefore = 5 }));

        Assert.Equal([("a", 1, new SKRect(10, 20, 210, 80)), ("b", 2, new SKRect(10, 20, 210, 70))], _drawn);
    }

    [Fact]
    public void A_heading_moves_to_the_next_page_with_what_it_heads()
    {
        Sheet.Write(new Stack(Mark("text", 70), Heading("1", 10), Heading("1.1", 10), Mark("figure", 40)));

        Assert.Equal([("text", 1), ("1", 2), ("1.1", 2), ("figure", 2)], _drawn.Select(d => (d.Name, d.Page)));
    }

    [Fact]
    public void A_heading_whose_figure_needs_a_whole_page_stays_where_it_is()
    {
        Sheet.Write(new Stack(Heading("1", 10), Mark("figure", 100)));

        Assert.Equal([("1", 1), ("figure", 2)], _drawn.Select(d => (d.Name, d.Page)));
    }

    [Fact]
    public void A_page_break_ends_the_page_and_is_nothing_at_the_top_of_one()
    {
        Sheet.Write(new Stack(new PageBreak(), Mark("a", 10), new PageBreak(), new PageBreak(), Mark("b", 10)));

        Assert.Equal([("a", 1), ("b", 2)], _drawn.Select(d => (d.Name, d.Page)));
    }

    [Fact]
    public void A_page_break_at_the_end_adds_no_empty_page() =>
        Assert.Single(Sheet.Paginate(new Stack(Mark("a", 10), new Stack(Mark("b", 10), new PageBreak()), new PageBreak())).Pages);

    [Fact]
    public void Columns_share_the_width_and_go_on_side_by_side()
    {
        Stack left = new(Mark("l1", 60), Mark("l2", 60));
        Sheet.Write(new SideBySide(20, (1, left), (2, Mark("r", 40))));

        Assert.Equal(
            [("l1", 1, new SKRect(10, 20, 70, 80)), ("r", 1, new SKRect(90, 20, 210, 60)), ("l2", 2, new SKRect(10, 20, 70, 80))],
            _drawn);
    }

    [Fact]
    public void A_block_higher_than_a_page_is_refused_by_name_and_height()
    {
        ReportLayoutException error = Assert.Throws<ReportLayoutException>(
            () => Sheet.Paginate(new Stack(Mark("small", 10), Mark("the tall picture", 140.5f))));

        Assert.Contains("the tall picture on page 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("140.5 pt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_are_where_their_blocks_are()
    {
        PagePlan plan = Sheet.Paginate(new Stack(
            Mark("a", 30), new Space(10) { Anchor = "one", SpaceBefore = 3 }, new PageBreak(), new Stack(Mark("b", 10), new Space(1) { Anchor = "two" })));

        Assert.Equal(new AnchorPlace(1, 53), plan.Anchors["one"]);
        Assert.Equal(new AnchorPlace(2, 30), plan.Anchors["two"]);
    }

    [Fact]
    public void Two_blocks_with_one_anchor_are_refused() =>
        Assert.Contains(
            "\"same\"",
            Assert.Throws<ReportLayoutException>(
                () => Sheet.Paginate(new Stack(new Space(1) { Anchor = "same" }, new Space(1) { Anchor = "same" }))).Message,
            StringComparison.Ordinal);

    private MarkBlock Mark(string name, float height) => new(name, height, _drawn);

    private MarkBlock Heading(string name, float height) => new(name, height, _drawn) { KeepWithNext = true };
}
