using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Tests.Layout;
using SkiaSharp;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Composition;

public sealed class LogTableTests
{
    private static readonly PageTemplate Wide = Sheet.Template with { Size = new SKSize(595, 240), Bottom = 220, FooterTop = 224 };

    [Fact]
    public void Every_line_is_shown_whole_under_a_head_on_every_page()
    {
        LogTable table = new(100, i => Row($"line-{i}: " + new string('x', 150)), new ReportOptions());

        List<string> pages = PdfReading.PageTexts(Sheet.Write(table.Block(), Wide));

        Assert.True(pages.Count > 5);
        Assert.All(pages, page => Assert.StartsWith("time", page.Trim(), StringComparison.Ordinal));
        string all = string.Concat(string.Concat(pages).Where(c => !char.IsWhiteSpace(c)));
        Assert.All(Enumerable.Range(0, 100), i => Assert.Contains($"line-{i}:" + new string('x', 20), all, StringComparison.Ordinal));
        Assert.Equal(150 * 100, all.Count(c => c == 'x') - (100 * "proxy".Count(c => c == 'x')));
    }

    [Fact]
    public void Past_the_limit_the_first_and_the_last_lines_are_shown_and_the_gap_is_counted()
    {
        LogTable table = new(1_000, i => Row($"line-{i}."), new ReportOptions { MaximumLogRows = 5 });

        string text = string.Concat(PdfReading.PageTexts(Sheet.Write(table.Block(), Wide)));

        Assert.Equal(995, table.Omitted);
        Assert.All(["line-0.", "line-1.", "line-2.", "line-998.", "line-999."], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("line-3.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("line-997.", text, StringComparison.Ordinal);
        Assert.Contains("995 lines left out here", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_past_its_limit_is_cut_counted_once_and_says_how_much_is_gone()
    {
        LogTable table = new(2, i => Row(i == 0 ? new string('q', 5_000) : "short"), new ReportOptions { MaximumLogLineLength = 100 });

        string text = PdfReading.Characters(Sheet.Write(table.Block(), Wide));

        Assert.Equal(1, table.CutCount);
        Assert.Equal(100, text.Count(c => c == 'q'));
        Assert.Contains("4,900morecharacters", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_marked_by_a_sign_not_by_colour_alone() => Assert.Contains(
        "✕", PdfReading.Characters(Sheet.Write(new LogTable(1, _ => Row("boom") with { IsError = true }, new ReportOptions()).Block(), Wide)), StringComparison.Ordinal);

    private static LogTableRow Row(string text) => new("14:00:00.000", LogLook.Proxy, "proxy", "ratings-v1-…-w7mzn", "=r", false, text);
}
