using Kiali.Tracing.Reports.Finishing;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Tests.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Outline;
using Xunit;
using PigDocument = UglyToad.PdfPig.PdfDocument;

namespace Kiali.Tracing.Reports.Tests.Finishing;

public sealed class PdfWriterTests
{
    [Fact]
    public void Text_drawn_with_other_glyphs_is_read_back_as_what_it_says()
    {
        string characters = PdfReading.Characters(Sheet.Write(new Paragraph("at 02:10 +412 −3 → x 10×20 (1:2) fi != ->", Sheet.Body)));

        Assert.Equal("at02:10+412−3→x10×20(1:2)fi!=->", characters);
    }

    [Fact]
    public void Hostile_text_is_shown_and_does_nothing()
    {
        string hostile = ") Tj ET /JavaScript (app.alert(1)) >> endobj %PDF \\ (( << <script>alert(1)</script> =cmd|' /C calc'!A0 \u001b]0;x\u0007 \u202e";

        byte[] pdf = Sheet.Write(
            new Stack(new Paragraph(hostile, Sheet.Body) { Anchor = "a" }), new OutlineEntry(hostile, "a", 0));

        using PigDocument document = PigDocument.Open(pdf);
        Assert.Contains("/JavaScript(app.alert(1))", PdfReading.Characters(pdf), StringComparison.Ordinal);
        Assert.DoesNotContain("/JavaScript", PdfReading.Raw(pdf), StringComparison.Ordinal);
        Assert.True(document.TryGetBookmarks(out Bookmarks? bookmarks));
        Assert.Equal(hostile, Assert.Single(bookmarks.Roots).Title);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes()
    {
        Assert.Equal(Write(), Write());

        static byte[] Write() => Sheet.Write(
            new Stack(new Paragraph("at 02:10", Sheet.Body) { Anchor = "a", LinkTo = "a" }), new OutlineEntry("A", "a", 0));
    }

    [Fact]
    public void Fonts_are_embedded_with_only_what_is_used()
    {
        byte[] pdf = Sheet.Write(new Stack(new Paragraph("abc", Sheet.Body), new Paragraph("abc", Sheet.Mono)));

        // Two whole faces would be half a megabyte.
        Assert.InRange(pdf.Length, 2_000, 30_000);
        Assert.Contains("+Inter-Regular", PdfReading.Raw(pdf), StringComparison.Ordinal);
        Assert.DoesNotContain("Inter-Bold", PdfReading.Raw(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Contents_name_the_pages_where_their_sections_are_and_lead_there()
    {
        byte[] pdf = Sheet.Write(new Stack(
            new ContentsLine("1", "Alpha", "alpha", Sheet.Body, SKColors.Gray),
            new ContentsLine("2", "Beta", "beta", Sheet.Body, SKColors.Gray),
            new Space(60),
            new Paragraph("Alpha begins", Sheet.Body) { Anchor = "alpha", SpaceBefore = 5 },
            new PageBreak(),
            new PageBreak(),
            new Space(95),
            new Paragraph("Beta begins", Sheet.Body) { Anchor = "beta" }));

        List<string> pages = PdfReading.PageTexts(pdf);
        int alpha = pages.FindIndex(page => page.Contains("Alpha begins", StringComparison.Ordinal)) + 1;
        int beta = pages.FindIndex(page => page.Contains("Beta begins", StringComparison.Ordinal)) + 1;
        Assert.Equal([$"1Alpha{alpha}", $"2Beta{beta}"], Rows(pages[0]).Take(2));
        using PigDocument document = PigDocument.Open(pdf);
        Assert.Equal([alpha, beta], document.GetPage(1).GetAnnotations().Select(link => Assert.IsType<GoToAction>(link.Action).Destination.PageNumber));

        static IEnumerable<string> Rows(string page) =>
            page.Split('\n').Select(row => row.Replace(" ", string.Empty, StringComparison.Ordinal).Trim()).Where(row => row.Length > 0);
    }

    [Fact]
    public void Bookmarks_are_nested_and_lead_to_their_pages()
    {
        byte[] pdf = Sheet.Write(
            new Stack(
                new Paragraph("one", Sheet.Body) { Anchor = "a" },
                new Paragraph("two", Sheet.Body) { Anchor = "b" },
                new PageBreak(),
                new Paragraph("three", Sheet.Body) { Anchor = "c" }),
            new OutlineEntry("A é", "a", 0),
            new OutlineEntry("B", "b", 1),
            new OutlineEntry("C", "c", 0));

        using PigDocument document = PigDocument.Open(pdf);
        Assert.True(document.TryGetBookmarks(out Bookmarks? bookmarks));
        Assert.Equal(
            [("A é", 0, 1), ("B", 1, 1), ("C", 0, 2)],
            bookmarks.GetNodes().Cast<DocumentBookmarkNode>().Select(node => (node.Title, node.Level, node.PageNumber)));
    }

    [Fact]
    public void The_file_names_its_title_language_and_the_date_it_was_given()
    {
        byte[] pdf = Sheet.Write(new Paragraph("x", Sheet.Body));

        using PigDocument document = PigDocument.Open(pdf);
        Assert.Equal("A title", document.Information.Title);
        Assert.Equal("D:19700101000000+00'00'", document.Information.CreationDate);
        Assert.Contains("/Lang", PdfReading.Raw(pdf), StringComparison.Ordinal);
        Assert.Contains("/DisplayDocTitle true", PdfReading.Raw(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_refused_by_name() =>
        Assert.Contains(
            "\"nowhere\"",
            Assert.Throws<ReportLayoutException>(() => Sheet.Write(new Paragraph("x", Sheet.Body) { LinkTo = "nowhere" })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_bookmark_that_leads_nowhere_is_refused_by_name() =>
        Assert.Contains(
            "\"nowhere\"",
            Assert.Throws<ReportLayoutException>(() => Sheet.Write(new Paragraph("x", Sheet.Body), new OutlineEntry("X", "nowhere", 0))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_glyph_first_seen_when_drawing_is_in_the_file_too()
    {
        // Page numbers are not laid out before pages are known: no other text here has a digit in this face.
        PageTemplate template = Sheet.Template with { Footer = new PageNumberOnly() };

        Assert.Contains("2", PdfReading.Characters(Sheet.Write(new Stack(new Space(60), new Space(60)), template)), StringComparison.Ordinal);
    }

    private sealed class PageNumberOnly : LayoutBlock
    {
        public override float Measure(FontLibrary fonts, float width) => 12;

        public override void Draw(DrawContext context, SKRect area) =>
            new Paragraph($"{context.PageNumber}", Sheet.Body).Draw(context, area);
    }
}
