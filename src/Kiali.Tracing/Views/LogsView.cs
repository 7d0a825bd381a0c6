using System.Collections.Immutable;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Views;

/// <summary>The answer of <c>logs</c>: counts by join, and the lines as a dark table, stack traces and repeats folded.</summary>
public static class LogsView
{
    private const int MostNamespaces = 2;

    /// <summary>Makes the view.</summary>
    /// <param name="result">The lines.</param>
    /// <param name="options">How they are shown; null for the defaults.</param>
    /// <returns>The view.</returns>
    public static View Of(LogsResult result, LogsViewOptions? options = null)
    {
        options ??= new LogsViewOptions();
        ImmutableArray<ViewBlock> messages = result.Complete
            ? WarningsFold.Of(result.Warnings)
            : [.. result.Warnings.Select(warning => new MessageBlock(MessageKind.Partial, warning.Message))];
        if (result.Lines.IsEmpty)
        {
            return new View(Title(result)) { Blocks = [Empty(result), .. messages] };
        }

        ImmutableArray<LogRow> rows = LogRows.Of(result.Lines);
        TableBlock table = LogsTable.Of(rows, options);
        return new View(Title(result))
        {
            Blocks = [Counts(result, rows, table, options), .. messages, table, .. Next(result, options)],
        };
    }

    private static TextLine Title(LogsResult result)
    {
        List<TextRun> runs = [TextRun.Strong("logs")];
        if (result.Options.Chosen is { } trace)
        {
            runs.Add(" · trace ");
            runs.Add(TextRun.Code(NameText.ShortId(trace.ToString())));
            runs.Add(result.Options.Margin is { } margin ? $" ± {NumberText.WithUnit(NumberText.Fixed(margin.TotalSeconds, 0), "s")}" : string.Empty);
        }

        if (result.Options.Subject is { } subject)
        {
            runs.Add($" · {subject}");
        }

        ImmutableArray<string> spaces =
            [.. result.Lines.Select(line => line.Workload?.Namespace).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int pods = result.Lines.Where(line => line.Pod is not null).Select(line => (line.Workload?.Namespace, line.Pod)).Distinct().Count();
        string where = spaces.Length > MostNamespaces ? NumberText.Counted(spaces.Length, "namespace") : string.Join(", ", spaces);
        runs.Add(pods == 0 ? string.Empty : $" · {where}{(where.Length > 0 ? ", " : string.Empty)}{NumberText.Counted(pods, "pod")}");
        runs.Add($" · {TimeText.Window(result.Window.Range)}");
        return TextLine.Create([.. runs]);
    }

    private static LineBlock Counts(LogsResult result, ImmutableArray<LogRow> rows, TableBlock table, LogsViewOptions options)
    {
        int frames = rows.Sum(row => row.Frames.Length);
        int repeats = result.Lines.Length - frames - rows.Length;
        List<string> folded = [];
        if (repeats > 0)
        {
            folded.Add($"{NumberText.Count(repeats)} {(repeats == 1 ? "is a repeat" : "are repeats")}");
        }

        if (frames > 0)
        {
            folded.Add($"{NumberText.Count(frames)} in stack traces");
        }

        int shown = table.Rows.Count(row => row.Omitted == 0);
        string how = folded.Count == 0 ? string.Empty : $" ({string.Join(", ", folded)})";
        string counts = $"{NumberText.Counted(result.Lines.Length, "line")} in {NumberText.Counted(rows.Length, "row")}{how}"
            + $"{(shown < rows.Length ? $", {NumberText.Count(shown)} shown" : string.Empty)}; the frame ";
        string hidden = result.HiddenCount > 0 ? $" {NumberText.Counted(result.HiddenCount, "line")} hidden by what was asked for." : string.Empty;
        string repeated = repeats > 0 ? "×n: the same line, digits aside, n times · " : string.Empty;
        return new LineBlock(
        [
            [counts, TextRun.Code(options.FrameName), $" has all.{hidden} {Joins(result)}"],
            $"White app, gold proxy, blue span; dark red: error. {repeated}= joined by that id · ≈ by time only · – by nothing, or of another request",
        ]);
    }

    private static string Joins(LogsResult result) => result.TraceCount == 0
        ? "No traces were loaded to join them to: add --trace ID or --spans."
        : $"Joined by trace id {NumberText.Count(result.CountOf(LogJoin.TraceId))}, by request id {NumberText.Count(result.CountOf(LogJoin.RequestId))}, "
            + $"by time {NumberText.Count(result.CountOf(LogJoin.Time))}; {NumberText.Count(result.CountOf(LogJoin.None))} not joined.";

    private static MessageBlock Empty(LogsResult result) => new(MessageKind.Note, "No log lines in this window.")
    {
        Lines =
        [
            result.HiddenCount > 0
                ? $"{NumberText.Counted(result.HiddenCount, "line")} hidden by what was asked for. Try: less in --show, --hide, --severity and --origin."
                : $"Try: another window with {(result.Window.IsLive ? "--since" : "--from and --to")}, or without -w, -n and -c.",
        ],
    };

    private static ImmutableArray<ViewBlock> Next(LogsResult result, LogsViewOptions options)
    {
        if (options.CallName is not { } call)
        {
            return [];
        }

        LogLine? told = result.Lines.FirstOrDefault(line => line is { TraceId: not null, IsError: true }) ?? result.Lines.FirstOrDefault(line => line.TraceId is not null);
        if ((result.Options.Chosen ?? told?.TraceId) is not { } id)
        {
            return [new CommandsBlock([new CommandHint($"{call} {Again(result)}", "with the spans of the window's traces, and the lines joined to them")])];
        }

        string text = NameText.ShortId(id.ToString());
        CommandHint detail = new($"{call} trace {text}", "its waterfall, critical path and errors");
        return
        [
            new CommandsBlock(result.Options.Chosen is not null
                ? [detail, new CommandHint($"{call} heatmap {text}", "against the metrics of its workload")]
                : [new CommandHint($"{call} logs --trace {text}", told!.IsError ? "the lines of one trace in all its pods: the first with an error" : "the lines of one trace in all its pods: the first here"), detail]),
        ];
    }

    private static string Again(LogsResult result) => result.Options.SpanWorkloads is [var workload]
        ? $"logs -w {workload.Name} -n {workload.Namespace} --spans"
        : "logs --spans";
}
