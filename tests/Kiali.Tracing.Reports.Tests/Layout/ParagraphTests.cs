using Kiali.Tracing.Reports.Layout;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Layout;

public sealed class ParagraphTests
{
    [Fact]
    public void A_paragraph_goes_on_on_the_next_page_with_at_least_two_lines()
    {
        // 12 pt a line: 8 lines fit a page.
        byte[] pdf = Sheet.Write(new Stack(new Paragraph("one two three four five six seven eight nine".Replace(' ', '\n'), Sheet.Body)));

        List<string> pages = PdfReading.PageTexts(pdf);
        Assert.Equal(2, pages.Count);
        Assert.EndsWith("seven", pages[0].Trim(), StringComparison.Ordinal);
        Assert.StartsWith("eight", pages[1].Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_paragraph_of_which_one_line_would_fit_moves_as_a_whole()
    {
        byte[] pdf = Sheet.Write(new Stack(new Space(80), new Paragraph("first\nsecond\nthird", Sheet.Body)));

        Assert.Equal("first", PdfReading.PageTexts(pdf)[1].Trim().Split('\n')[0].Trim());
    }

    [Fact]
    public void Splitting_keeps_every_word_once()
    {
        string text = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"w{i}"));

        Assert.Equal(text.Replace(" ", string.Empty, StringComparison.Ordinal), PdfReading.Characters(Sheet.Write(new Paragraph(text, Sheet.Body))));
    }
}
