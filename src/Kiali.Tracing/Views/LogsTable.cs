using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Views;

/// <summary>The dark table of log lines.</summary>
internal static class LogsTable
{
    private const int LongestLine = 64;
    private const int LongestFrame = 160;
    private const int LongestTooltip = 400;
    private const int MostFrames = 40;

    /// <summary>Makes the table.</summary>
    public static TableBlock Of(ImmutableArray<LogRow> rows, LogsViewOptions options)
    {
        return new TableBlock(
            [
                new("time") { Width = 100 },
                new("from") { Width = 50 },
                new("pod") { Width = 178 },
                new("join") { Width = 78 },
                new("", CellAlign.Right) { Width = 46 },
                new("line"),
            ],
            TableExcerpt.Rows(rows.Length, options.Head, options.Tail, null, index => Row(rows[index])))
        {
            Look = TableLook.Logs,
        };
    }

    private static TableRow Row(LogRow row)
    {
        LogLine line = row.Line;
        Tone tone = line.IsError ? Palette.LogErrorRow : Palette.LogRow;
        Tone muted = tone with { Text = Palette.LogMuted };
        Rgb color = line.Origin switch
        {
            LogOrigin.App => Palette.LogApplication,
            LogOrigin.Span => Palette.LogSpan,
            _ => Palette.LogProxy,
        };
        return TableRow.Of(
            new TableCell { Lines = [TextRun.Code(TimeText.TimeOfDay(line.UnixNano))], Tone = muted },
            new TableCell { Lines = [TextRun.Strong(LogWords.Of(line.Origin)) with { Color = color }], Tone = tone },
            new TableCell { Lines = [WhereOf(line)], Tone = muted, Tooltip = WholeWhereOf(line) },
            new TableCell { Lines = [NameText.NoBreak(JoinOf(line.Join))], Tone = line.Join is LogJoin.TraceId or LogJoin.RequestId ? tone : muted, Tooltip = line.TraceId?.ToString() },
            row.Count > 1 ? Repeats(row) : new TableCell { Tone = tone },
            LineCell(row, tone, color));
    }

    private static string WhereOf(LogLine line) => line.Origin == LogOrigin.Span
        ? line.Workload?.Name ?? line.Pod ?? string.Empty
        : NameText.ShortPod(line.Pod ?? string.Empty);

    private static string? WholeWhereOf(LogLine line)
        => line.Pod is null ? line.Workload?.ToString() : line.Workload is { } workload ? $"{workload.Namespace}/{line.Pod}" : line.Pod;

    private static string JoinOf(LogJoin join) => join switch
    {
        LogJoin.TraceId => "= trace",
        LogJoin.RequestId => "= request",
        LogJoin.Time => "≈ time",
        _ => "–",
    };

    private static TableCell Repeats(LogRow row) => TableCell.Marked($"×{NumberText.Count(row.Count)}", Palette.LogRepeats) with
    {
        Tooltip = $"the same line, digits aside, {TimeText.TimeOfDay(row.Line.UnixNano)} to {TimeText.TimeOfDay(row.LastUnixNano)}",
    };

    private static TableCell LineCell(LogRow row, Tone tone, Rgb color)
    {
        string frames = row.Frames.IsEmpty ? string.Empty : $" · {NumberText.Counted(row.Frames.Length, "frame")}";
        string text = NameText.Cut(row.Text, Math.Max(20, LongestLine - frames.Length));
        bool strong = row.Line.Severity >= LogSeverity.Warn;
        return new TableCell
        {
            Lines = [TextRun.Code(text + frames) with { Color = color, Bold = strong }],
            Tone = tone,
            Tooltip = text == row.Text ? null : NameText.Cut(row.Text, LongestTooltip),
            Folded =
            [
                .. row.Frames.Take(MostFrames).Select(frame => (TextLine)(TextRun.Code(NameText.Cut(frame.Message.Trim(), LongestFrame)) with { Color = color })),
                .. row.Frames.Length > MostFrames
                    ? [(TextLine)$"… {NumberText.Counted(row.Frames.Length - MostFrames, "more frame")}"]
                    : ImmutableArray<TextLine>.Empty,
            ],
        };
    }
}
