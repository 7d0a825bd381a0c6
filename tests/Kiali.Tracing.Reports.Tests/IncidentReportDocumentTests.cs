using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Reports.Tests.Findings;
using Kiali.Tracing.Reports.Tests.Finishing;
using Kiali.Tracing.TestKit.Timelines;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig;
using Xunit;

namespace Kiali.Tracing.Reports.Tests;

public sealed class IncidentReportDocumentTests
{
    [Fact]
    public void A_report_without_results_still_says_what_it_is_of_and_where_it_comes_from()
    {
        List<string> pages = PdfReading.PageTexts(Reports.Write(Reports.Empty, out ReportResult result));

        Assert.Equal(result.PageCount, pages.Count);
        Assert.Contains("ratings-v1 slow", pages[0], StringComparison.Ordinal);
        Assert.Contains("2026-11-14 14:00:00 – 14:20:00 UTC", pages[0], StringComparison.Ordinal);
        Assert.Contains("100 of 100, limit 1,000", pages[0], StringComparison.Ordinal);
        Assert.Contains("! newest kept · incomplete", pages[0], StringComparison.Ordinal);
        Assert.Contains("! 3h p99: query stopped at 10 s (×2)", pages[0], StringComparison.Ordinal);
        Assert.Contains("How this was measured", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_foot_names_the_report_the_snapshot_and_the_page_of_how_many()
    {
        List<string> pages = PdfReading.PageTexts(Reports.Write(Reports.Empty));

        Assert.All(pages.Index(), page =>
        {
            Assert.Contains("Kiali.Tracing · ratings-v1 slow · snapshot sha256 4be1c07a…d93f", page.Item, StringComparison.Ordinal);
            Assert.Contains($"{page.Index + 1} / {pages.Count}", page.Item, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes() => Assert.Equal(Reports.Write(Reports.Empty), Reports.Write(Reports.Empty));

    [Fact]
    public void The_date_is_the_one_given_else_the_end_of_the_window()
    {
        using MemoryStream given = new();
        IncidentReportDocument.Write(Reports.Empty, given, new ReportOptions { Date = DateTimeOffset.UnixEpoch });

        using PdfDocument byWindow = PdfDocument.Open(Reports.Write(Reports.Empty));
        using PdfDocument byDate = PdfDocument.Open(given.ToArray());
        Assert.Equal("D:20261114142000+00'00'", byWindow.Information.CreationDate);
        Assert.Equal("D:19700101000000+00'00'", byDate.Information.CreationDate);
    }

    [Fact]
    public void Characters_that_no_font_has_are_reported()
    {
        Reports.Write(Reports.Empty with { Title = "日本 ratings" }, out ReportResult result);

        Warning warning = Assert.Single(result.Warnings);
        Assert.Equal("missing-glyph", warning.Code);
        Assert.Contains("U+65E5 U+672C", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_anywhere_in_a_report_does_nothing()
    {
        const string Hostile = ") >> /OpenAction << /S /JavaScript /JS (app.alert(1)) >> \u202e\u001b[2J <script>";
        IncidentReport report = Reports.Empty with
        {
            Title = Hostile,
            Subject = Hostile,
            Provenance = Reports.Empty.Provenance with { Warnings = [new Warning("x", Hostile, 1, Hostile)], Redacted = [Hostile] },
        };

        byte[] pdf = Reports.Write(report);

        using PdfDocument document = PdfDocument.Open(pdf);
        Assert.Equal(
            ["Dests", "Lang", "Outlines", "PageMode", "Pages", "Type", "ViewerPreferences"],
            document.Structure.Catalog.CatalogDictionary.Data.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith(") >> /OpenAction << /S /JavaScript /JS (app.alert(1)) >>", document.Information.Title, StringComparison.Ordinal);
        Assert.Contains("\\u202e\\x1b[2J", PdfReading.Characters(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void What_changed_is_on_the_cover_with_the_page_of_its_table_and_a_link_there()
    {
        byte[] pdf = Reports.Write(Reports.Empty with { Incident = Incidents.Delay }, out ReportResult result);

        List<string> pages = PdfReading.PageTexts(pdf);
        Assert.Contains("What changed most is ratings-v1's own work: 3.1 → 2,950 ms a trace.", pages[0], StringComparison.Ordinal);
        Assert.Contains("36.0 → 2,545 ms", pages[0], StringComparison.Ordinal);
        Assert.Contains("Table 1: 3.1 → 2,950 ms a trace, callees not counted", pages[0], StringComparison.Ordinal);
        Assert.Equal(1, result.TableCount);
        using PdfDocument document = PdfDocument.Open(pdf);
        int table = pages.FindIndex(page => page.Contains("Table 1  Own work", StringComparison.Ordinal)) + 1;
        Assert.Contains(
            document.GetPage(1).GetAnnotations(),
            link => link.Action is GoToAction go && go.Destination.PageNumber == table);
    }

    [Fact]
    public void The_contents_name_the_pages_on_which_the_sections_begin()
    {
        TraceDetailResult detail = TraceDetailAnalysis.Compute(
            Timeline.Draw(string.Join('\n', Enumerable.Range(0, 90).Select(i => i == 0 ? "gateway/in [=====]" : $"  s{i}/call  [{new string('=', 1 + (i % 4))}]"))),
            new TraceDetailOptions());
        IncidentReport report = Reports.Empty with { Incident = Incidents.Delay, Traces = TraceLists.Incident, TraceDetail = detail };

        byte[] pdf = Reports.Write(report);

        using PdfDocument document = PdfDocument.Open(pdf);
        Assert.True(document.TryGetBookmarks(out Bookmarks? bookmarks));
        Dictionary<string, int> sections = bookmarks.GetNodes().OfType<DocumentBookmarkNode>().Where(node => node.Level == 0).Skip(1)
            .ToDictionary(node => node.Title, node => node.PageNumber);
        List<string> pages = PdfReading.PageTexts(pdf);
        Assert.Equal(["1  What changed", "2  Timeline", "3  Trace 0000001", "A  How this was measured"], sections.Keys);
        string cover = pages[0].Replace(" ", string.Empty, StringComparison.Ordinal);
        Assert.All(sections, section =>
        {
            Assert.Contains($"{section.Key}{section.Value}".Replace(" ", string.Empty, StringComparison.Ordinal), cover, StringComparison.Ordinal);
            Assert.Contains(section.Key, pages[section.Value - 1], StringComparison.Ordinal);
        });
        Assert.Equal(
            sections.Values,
            document.GetPage(1).GetAnnotations().Select(link => ((GoToAction)link.Action!).Destination.PageNumber).TakeLast(sections.Count));
    }

    [Fact]
    public void A_heatmap_of_another_trace_is_refused() => Assert.Contains(
        "not the trace of the report",
        Assert.Throws<ArgumentException>(() => Reports.Write(Reports.Empty with { Heatmap = HeatmapFindingsTests.Slow })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_cover_is_one_page_however_much_there_is_to_say()
    {
        IncidentResult incident = Incidents.Delay with
        {
            Changes = [.. Enumerable.Range(0, 40).Select(i => Incidents.Change($"workload-with-a-long-name-{i}", 1, 9, 0, 0.5, 10, IncidentKind.Errors))],
        };
        IncidentReport report = Reports.Empty with
        {
            Title = string.Join(' ', Enumerable.Repeat("a very long title", 20)),
            Incident = incident,
            Provenance = Reports.Empty.Provenance with
            {
                Warnings = [.. Enumerable.Range(0, 30).Select(i => new Warning("x", string.Join(' ', Enumerable.Repeat($"gap {i}", 30))))],
            },
        };

        List<string> pages = PdfReading.PageTexts(Reports.Write(report));

        Assert.Contains("What changed", pages[1], StringComparison.Ordinal);
        Assert.Contains("26 more, see How this was measured", pages[0], StringComparison.Ordinal);
    }

    [QpdfFact]
    public void Qpdf_finds_nothing_wrong_with_a_report() => Qpdf.Check(Reports.Write(Reports.Empty));
}
