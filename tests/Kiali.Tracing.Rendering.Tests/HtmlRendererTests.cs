using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Html;
using Kiali.Tracing.Rendering.Tests.Gallery;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class HtmlRendererTests
{
    [Theory]
    [InlineData(1_000_000)]
    [InlineData(20_000)]
    [InlineData(4_000)]
    public void A_cell_keeps_its_budget_and_says_what_it_leaves_out(int budget)
    {
        View view = new("logs")
        {
            Blocks = [new FigureBlock(MetricsGallery.Create()), Table(50_000), new FoldBlock("more", [Table(50_000)])],
        };
        string html = HtmlRenderer.Render(view, budget);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 100, budget);
        Assert.Matches("left out to keep the cell small|does not fit into a cell", html);
        Assert.NotEmpty(Markup.Elements(html));
    }

    [Fact]
    public void Rows_left_out_are_counted_with_those_left_out_before()
    {
        TableBlock table = Table(3000) with { Rows = [.. Enumerable.Repeat(TableRow.Of(new string('x', 1000)), 3000), TableRow.More(7000), TableRow.Of("the last")] };
        string html = HtmlRenderer.Render(new View("t") { Blocks = [table] });
        long[] omitted = [.. Regex.Matches(html, "⋯ ([0-9,]+) more").Select(match => long.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];
        int header = 1;
        int shown = html.Split("<tr>").Length - 1 - header - omitted.Length;
        Assert.Equal(10_001, shown + omitted.Sum());
        Assert.Contains("more, left out to keep the cell small", html, StringComparison.Ordinal);
        Assert.Contains("the last", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fits_is_whole()
    {
        string html = HtmlRenderer.Render(new View("t") { Blocks = [Table(1000)] });
        Assert.Equal(1000, html.Split("<tr>").Length - 2);
        Assert.DoesNotContain("left out", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_has_a_colour_of_its_own_only_on_a_background()
    {
        TextRun red = TextRun.Colored("red", Palette.Error);
        string html = HtmlRenderer.Render(new View(red) { Blocks = [LineBlock.Of(red), new TableBlock([new(red)], [TableRow.Of(red)])] });
        Assert.DoesNotContain("color", html, StringComparison.Ordinal);
        string colored = HtmlRenderer.Render(new View("") { Blocks = [new TableBlock([new("a")], [TableRow.Of(new TableCell { Lines = [red], Tone = Palette.LogRow })])] });
        Assert.Contains("<td align=\"left\" bgcolor=\"#15191f\"><div align=\"left\"><font color=\"#f2f4f6\"><font color=\"#c9190b\">red</font></font></div></td>", colored, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_coloured_cell_gives_its_text_a_colour()
    {
        foreach ((string name, View view) in GalleryViews.All.Where(view => view.Name != "progress"))
        {
            foreach (string cell in HtmlRenderer.Render(view).Split("<td").Where(cell => cell.Contains("bgcolor", StringComparison.Ordinal) && !cell.Contains("<div align=\"left\"></div>", StringComparison.Ordinal)))
            {
                Assert.True(cell.Contains("<font color=", StringComparison.Ordinal), $"{name}: {cell}");
            }
        }
    }

    [Fact]
    public void A_link_shows_its_host_before_it_is_followed()
    {
        TableCell cell = new() { Lines = ["7f3c9a1"], Link = new Uri("https://jaeger.example/trace/7f3c9a1?a=1&b=2") };
        string html = HtmlRenderer.Render(new View("") { Blocks = [new TableBlock([new("a")], [TableRow.Of(cell)])] });
        Assert.Contains("<a href=\"https://jaeger.example/trace/7f3c9a1?a=1&amp;b=2\" title=\"jaeger.example\">7f3c9a1</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_row_is_filled_and_a_wide_cell_spans()
    {
        TableBlock table = new([new("a"), new("b"), new("c")], [TableRow.Of("1"), TableRow.Of("1", new TableCell { Lines = ["2"], ColumnSpan = 2 })]);
        string[] rows = HtmlRenderer.Render(new View("") { Blocks = [table] }).Split("<tr>")[2..];
        Assert.Equal(3, rows[0].Split("<td").Length - 1);
        Assert.Equal(2, rows[1].Split("<td").Length - 1);
        Assert.Contains("colspan=\"2\"", rows[1], StringComparison.Ordinal);
    }

    private static TableBlock Table(int rows) =>
        new([new("time"), new("line")], [.. Enumerable.Range(0, rows).Select(i => TableRow.Of($"14:11:{i}", $"GET /ratings/{i} answered after {i} ms"))]);
}
