using System.Collections.Immutable;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Findings;

public sealed class LogsFindingsTests
{
    private static readonly LogsResult Logs = Result(
        Line(0, LogOrigin.App, "INFO all is well"),
        Line(1, LogOrigin.Span, "→ ratings  ✕ 503", error: true),
        Line(2, LogOrigin.App, "ERROR pool exhausted\nsecond", error: true) with { Join = LogJoin.TraceId },
        Line(3, LogOrigin.App, "at Pool.take", error: true) with { ContinuesLine = true },
        Line(4, LogOrigin.Proxy, "GET /ratings/0 503", error: true) with { Join = LogJoin.RequestId });

    [Fact]
    public void The_first_failure_that_a_log_tells_is_named_with_its_time() => Assert.Equal(
        new Statement("First failure in the logs: ratings-v1, 14:00:02.000", EvidenceKind.Logs, "2 lines of failures; ERROR pool exhausted second"),
        Assert.Single(LogsFindings.Statements(Logs)));

    [Fact]
    public void Lines_are_counted_by_how_they_were_joined() => Assert.Equal(
        "5 lines, 4 of failures. 1 joined to a trace by its id, 1 by the request's id, 0 by time alone.", LogsFindings.Counts(Logs));

    [Fact]
    public void Logs_without_failures_say_nothing() => Assert.Empty(LogsFindings.Statements(Result(Line(0, LogOrigin.App, "fine"))));

    [Fact]
    public void The_report_shows_every_line_with_its_join_and_its_mark()
    {
        byte[] pdf = Reports.Write(Reports.Empty with { Logs = Logs }, out ReportResult result);

        string text = string.Concat(PdfReading.PageTexts(pdf));
        Assert.All(["INFO all is well", "✕ ERROR pool exhausted", "at Pool.take", "=r", "14:00:04.000"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Contains("all 5 lines", text, StringComparison.Ordinal);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Lines_left_out_and_cut_are_counted_in_warnings()
    {
        LogsResult many = Result([.. Enumerable.Range(0, 50).Select(i => Line(i, LogOrigin.App, i == 0 ? new string('x', 500) : $"line {i}"))]);
        using MemoryStream output = new();

        ReportResult result = IncidentReportDocument.Write(
            Reports.Empty with { Logs = many }, output, new ReportOptions { MaximumLogRows = 10, MaximumLogLineLength = 100 });

        Assert.Equal([("log-rows-left-out", 40L), ("log-lines-cut", 1L)], result.Warnings.Select(warning => (warning.Code, warning.Count)));
    }

    private static LogLine Line(int second, LogOrigin origin, string message, bool error = false) => new()
    {
        UnixNano = Reports.Start + (second * UnixTime.NanosPerSecond),
        LoggedAtUnixNano = Reports.Start + (second * UnixTime.NanosPerSecond),
        Origin = origin,
        Workload = new WorkloadRef(null, "bookinfo", "ratings-v1"),
        Pod = "ratings-v1-5f7d8c9b4-w7mzn",
        Container = "ratings",
        Severity = error ? LogSeverity.Error : LogSeverity.Info,
        Message = message,
    };

    private static LogsResult Result(params ImmutableArray<LogLine> lines) => new()
    {
        Window = Reports.Window,
        Complete = true,
        Warnings = [],
        Options = new LogsOptions(),
        Lines = lines,
        HiddenCount = 0,
        OlderCount = 0,
        TraceCount = 1,
    };
}
