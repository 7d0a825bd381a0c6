using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Layout;

public sealed class GridTests
{
    [Fact]
    public void The_head_is_repeated_on_every_page_and_every_row_is_there_once()
    {
        Grid grid = new([new GridColumn("heading") { Weight = 1 }], 30, i => new GridRow(new GridCell($"row-{i}.", Sheet.Body)), Sheet.Grid);

        List<string> pages = PdfReading.PageTexts(Sheet.Write(grid));

        // 12 pt a line: a head and 7 rows.
        Assert.Equal(5, pages.Count);
        Assert.All(pages, page => Assert.StartsWith("heading", page.Trim(), StringComparison.Ordinal));
        string all = string.Concat(pages);
        Assert.All(Enumerable.Range(0, 30), i => Assert.Equal(2, all.Split($"row-{i}.").Length));
    }

    [Fact]
    public void A_row_higher_than_a_page_goes_on_under_a_repeated_head_with_no_line_lost()
    {
        string tall = string.Join('\n', Enumerable.Range(0, 20).Select(i => $"line-{i}."));
        Grid grid = new(
            [new GridColumn("key") { Width = 60 }, new GridColumn("text") { Weight = 1 }],
            3,
            i => new GridRow(new GridCell($"k{i}", Sheet.Body), new GridCell(i == 1 ? tall : "short", Sheet.Body)),
            Sheet.Grid);

        List<string> pages = PdfReading.PageTexts(Sheet.Write(grid));

        Assert.All(pages, page => Assert.Contains("key", page, StringComparison.Ordinal));
        string all = string.Concat(pages);
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(2, all.Split($"line-{i}.").Length));
        Assert.Equal(2, all.Split("k1").Length);
        Assert.Contains("k2", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_made_twice_however_many_pages_there_are_and_its_text_is_dropped_between()
    {
        int[] made = new int[20_000];
        Grid grid = new(
            [new GridColumn("line") { Weight = 1, Wrap = TextWrap.Anywhere }],
            made.Length,
            i =>
            {
                made[i]++;
                return new GridRow(new GridCell($"{i}", Sheet.Mono));
            },
            Sheet.Grid);

        Pages.Draw(grid);

        Assert.All(made, count => Assert.Equal(2, count));
    }

    [Fact]
    public void Columns_without_width_fit_their_content_and_leave_the_rest_to_the_flexible_one()
    {
        using FontLibrary fonts = new();
        GridLayout layout = new(
            [new GridColumn("id"), new GridColumn("text") { Weight = 1 }, new GridColumn("n") { Width = 30 }],
            1,
            _ => new GridRow(new GridCell("wide content", Sheet.Body), new GridCell("x", Sheet.Body), new GridCell("1", Sheet.Body)),
            Sheet.Grid);

        float[] widths = layout.Widths(fonts, 200);

        float content = LineBreaker.Break(fonts, [new TextSpan("wide content", Sheet.Body)], 1000).Width;
        Assert.InRange(widths[0], content, content + 1);
        Assert.Equal(30, widths[2]);
        Assert.Equal(200, widths.Sum(), 0.01);
    }

    [Fact]
    public void Content_that_needs_more_than_there_is_shrinks_before_the_flexible_column_vanishes()
    {
        using FontLibrary fonts = new();
        GridLayout layout = new(
            [new GridColumn("id"), new GridColumn("text") { Weight = 1 }],
            1,
            _ => new GridRow(new GridCell(new string('m', 200), Sheet.Body), new GridCell(new string('m', 200), Sheet.Body)),
            Sheet.Grid);

        Assert.InRange(layout.Widths(fonts, 200)[1], 49, 51);
    }

    [Fact]
    public void Columns_of_words_give_way_before_columns_of_numbers()
    {
        using FontLibrary fonts = new();
        GridLayout layout = new(
            [new GridColumn("words"), new GridColumn("n") { Align = TextAlign.Right }],
            1,
            _ => new GridRow(new GridCell(new string('m', 200), Sheet.Body), new GridCell("1,234,567.8", Sheet.Body)),
            Sheet.Grid);

        float[] widths = layout.Widths(fonts, 200);

        Assert.Single(LineBreaker.Break(fonts, [new TextSpan("1,234,567.8", Sheet.Body)], widths[1]).Lines);
        Assert.Equal(200, widths.Sum(), 0.1);
    }

    [Fact]
    public void A_head_is_never_left_without_a_row_at_the_foot_of_a_page()
    {
        Grid grid = new([new GridColumn("heading") { Weight = 1 }], 2, i => new GridRow(new GridCell($"row-{i}", Sheet.Body)), Sheet.Grid);

        List<string> pages = PdfReading.PageTexts(Sheet.Write(new Stack(new Space(80), grid)));

        Assert.Empty(pages[0].Trim());
        Assert.Contains("row-0", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_rows_shows_its_head() =>
        Assert.Contains(
            "heading",
            PdfReading.PageTexts(Sheet.Write(new Grid([new GridColumn("heading")], 0, _ => new GridRow(), Sheet.Grid)))[0],
            StringComparison.Ordinal);
}
