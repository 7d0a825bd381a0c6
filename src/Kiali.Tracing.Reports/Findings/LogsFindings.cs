using System.Collections.Immutable;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Reports.Composition;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>What log lines say, from their numbers alone.</summary>
internal static class LogsFindings
{
    private const int ShownLength = 60;

    /// <summary>How many lines there are and how they were joined.</summary>
    public static string Counts(LogsResult result)
    {
        int errors = result.Lines.Count(line => line.IsError);
        return $"{NumberText.Counted(result.Lines.Length, "line")}, {NumberText.Count(errors)} of failures."
            + $" {NumberText.Count(result.CountOf(LogJoin.TraceId))} joined to a trace by its id, {NumberText.Count(result.CountOf(LogJoin.RequestId))} by the request's id,"
            + $" {NumberText.Count(result.CountOf(LogJoin.Time))} by time alone.";
    }

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(LogsResult result)
    {
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        if (result.Lines.FirstOrDefault(IsFailureOfALine) is { } first)
        {
            int count = result.Lines.Count(IsFailureOfALine);
            statements.Add(new Statement(
                $"First failure in the logs: {first.Workload?.Name ?? first.Pod ?? "unknown"}, {TimeText.TimeOfDay(first.UnixNano)}",
                EvidenceKind.Logs,
                $"{NumberText.Counted(count, "line")} of failures; {NameText.Cut(first.Message.ReplaceLineEndings(" "), ShownLength)}"));
        }

        return statements.ToImmutable();
    }

    // Spans are lines too, but not of a log; and a stack trace is one failure.
    private static bool IsFailureOfALine(LogLine line) => line is { IsError: true, ContinuesLine: false } && line.Origin != LogOrigin.Span;
}
