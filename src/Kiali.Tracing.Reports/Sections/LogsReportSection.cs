using System.Collections.Immutable;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Sections;

/// <summary>The merged log lines, all of them, over as many pages as they take.</summary>
internal sealed class LogsReportSection : IReportSection
{
    private const string ErrorSign = "✕ ";

    public bool IsIn(IncidentReport report) => report.Logs is not null;

    public void Compose(IncidentReport report, ReportOptions options, ReportComposer composer)
    {
        LogsResult logs = report.Logs!;
        composer.Section("Logs");
        string older = logs.OlderCount > 0 ? $" {NumberText.Counted(logs.OlderCount, "older line")} left out by the limit." : string.Empty;
        string hidden = logs.HiddenCount > 0 ? $" {NumberText.Counted(logs.HiddenCount, "line")} hidden by what was asked for." : string.Empty;
        composer.Text($"{LogsFindings.Counts(logs)}{older}{hidden}");
        if (logs.Lines.IsEmpty)
        {
            return;
        }

        LogTable table = new(logs.Lines.Length, index => Row(logs.Lines[index]), options);
        string shown = table.Omitted == 0
            ? $"all {NumberText.Counted(logs.Lines.Length, "line")}"
            : $"first and last {NumberText.Count(logs.Lines.Length - table.Omitted)} of {NumberText.Counted(logs.Lines.Length, "line")}";
        composer.Show(EvidenceKind.Logs, composer.Table(
            $"Log lines by time, {shown}; joined by trace id (=), request id (=r) or time (≈); in short, what the columns say left out", table.Block()));
        composer.Warn(() => table.Omitted == 0
            ? null
            : new Warning("log-rows-left-out", "Log lines in the middle of the table were left out: the report shows at most as many as asked for.", table.Omitted));
        composer.Warn(() => table.CutCount == 0
            ? null
            : new Warning("log-lines-cut", "Log lines were cut in the report; each says how many characters it lacks.", table.CutCount));
    }

    public ImmutableArray<Statement> Statements(IncidentReport report) => LogsFindings.Statements(report.Logs!);

    private static LogTableRow Row(LogLine line) => new(
        TimeText.TimeOfDay(line.UnixNano),
        line.Origin switch
        {
            LogOrigin.App => LogLook.Application,
            LogOrigin.Span => LogLook.Span,
            _ => LogLook.Proxy,
        },
        LogWords.Of(line.Origin),
        line.Pod is { } pod ? NameText.ShortPod(pod) : line.Workload?.Name ?? string.Empty,
        line.Join switch
        {
            LogJoin.TraceId => "=",
            LogJoin.RequestId => "=r",
            LogJoin.Time => "≈",
            _ => string.Empty,
        },
        line.IsError,
        TextOf(line));

    // The line in short, as in the notebook; the table has its own mark for errors. What continues a line stays whole, under it.
    private static string TextOf(LogLine line)
    {
        if (line.ContinuesLine)
        {
            return "    " + line.Message;
        }

        string text = LogText.Of(line);
        return line.IsError && text.StartsWith(ErrorSign, StringComparison.Ordinal) ? text[ErrorSign.Length..] : text;
    }
}
