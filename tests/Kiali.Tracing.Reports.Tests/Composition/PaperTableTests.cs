using Kiali.Tracing.Figures;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Tests.Layout;
using Kiali.Tracing.Views;
using SkiaSharp;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Composition;

public sealed class PaperTableTests
{
    private static readonly PageTemplate Wide = Sheet.Template with { Size = new SKSize(595, 140) };

    [Fact]
    public void A_views_table_keeps_its_heads_cells_and_the_count_of_what_is_left_out()
    {
        TableBlock table = new(
            [new TableColumn("trace") { Width = 80 }, new TableColumn("ms", CellAlign.Right) { Width = 60 }, new TableColumn("reasons")],
            [TableRow.Of("7f3c9a1", TextRun.Strong("2,547.3"), TableCell.Marked("✕ 10", Palette.ErrorCell)), TableRow.More(89)]);

        string text = PdfReading.PageTexts(Sheet.Write(PaperTable.Of(table), Wide))[0];

        Assert.All(["trace", "ms", "reasons", "7f3c9a1", "2,547.3", "10", "… 89 more"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_to_type_next_is_left_out_on_paper()
    {
        TableBlock table = new([new TableColumn("trace"), new TableColumn("next"), new TableColumn("ms")], [TableRow.Of("7f3c9a1", "#!kiali trace 7f3c9a1", "12.5")]);

        string text = PdfReading.PageTexts(Sheet.Write(PaperTable.Of(table), Wide))[0];

        Assert.Contains("12.5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("next", text, StringComparison.Ordinal);
        Assert.DoesNotContain("#!kiali", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_feed_inside_a_line_stays_on_it()
    {
        TableBlock table = new([new TableColumn("line")], [TableRow.Of("one\ntwo")]);

        Assert.Contains("one two", PdfReading.PageTexts(Sheet.Write(PaperTable.Of(table), Wide))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_address_is_a_link_and_any_other_is_not()
    {
        TableBlock table = new(
            [new TableColumn("link")],
            [
                TableRow.Of(new TableCell { Lines = ["web"], Link = new Uri("https://jaeger.example/trace/1") }),
                TableRow.Of(new TableCell { Lines = ["script"], Link = new Uri("javascript:alert(1)") }),
            ]);

        byte[] pdf = Sheet.Write(PaperTable.Of(table), Wide);

        Assert.Contains("https://jaeger.example/trace/1", PdfReading.Raw(pdf), StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", PdfReading.Raw(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_of_dark_rows_read_on_paper() => Assert.All(
        [Palette.LogApplication, Palette.LogProxy, Palette.LogSpan, Palette.LogMuted],
        color => Assert.True(PaperText.Readable(color, Rgb.White).ContrastWith(Rgb.White) >= 4.5));
}
