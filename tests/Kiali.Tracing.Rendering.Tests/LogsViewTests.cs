using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Rendering.Html;
using Kiali.Tracing.Rendering.Text;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

/// <summary>What a cell of log lines weighs, and that no line breaks out of it.</summary>
public sealed class LogsViewTests
{
    private const int TypicalBytes = 200_000;

    [Fact]
    public void Three_thousand_lines_stay_within_what_a_cell_may_weigh()
    {
        ImmutableArray<RawLogLine> lines =
        [
            .. Enumerable.Range(0, LogsOptions.StandardLimit).Select(index => Line(index, string.Create(
                CultureInfo.InvariantCulture,
                $"2026-11-14 14:40:05.0 ERROR {(char)('a' + (index % 23))}{(char)('a' + (index % 19))} {new string('w', index % 300)} failed"))),
        ];
        Assert.InRange(Encoding.UTF8.GetByteCount(HtmlRenderer.Render(ViewOf(lines))), 10_000, TypicalBytes);
    }

    [Fact]
    public void Hostile_lines_are_shown_in_HTML_and_text_and_stay_text()
    {
        ImmutableArray<RawLogLine> lines = [.. HostileText.Texts.SelectMany((text, index) => new[] { Line(3 * index, "ERROR " + text), Line((3 * index) + 1, "\tat " + text) })];
        string html = HtmlRenderer.Render(ViewOf(lines));
        Assert.DoesNotContain(Markup.Elements(html), element => element.Element is "script" or "svg" or "img");
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, HtmlRenderer.DefaultMaximumBytes);
        Assert.DoesNotContain('\u001b', TextRenderer.Render(ViewOf(lines)));
    }

    private static View ViewOf(ImmutableArray<RawLogLine> lines) => LogsView.Of(LogsAnalysis.Compute(
        Answer.Whole(lines),
        Answer.Whole(ImmutableArray<Trace>.Empty),
        new AnalysisWindow(new TimeRange(0, long.MaxValue), long.MaxValue, false),
        new LogsOptions()));

    private static RawLogLine Line(long index, string text)
        => new(index * UnixTime.NanosPerMilli, new WorkloadRef(null, "bookinfo", "reviews-v3"), "reviews-v3-7d99fd7978-qfjpc", "reviews", ContainerRole.App, text);
}
