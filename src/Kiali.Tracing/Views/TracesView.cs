using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Views;

/// <summary>The answer of <c>traces</c>: counts and the finding, the scatter, and the slowest, the chosen and the fastest traces.</summary>
public static class TracesView
{
    private const int LongestName = 60;
    private const int MostReasons = 4;
    private const double BarWidth = 90;

    /// <summary>Makes the view.</summary>
    /// <param name="result">The traces.</param>
    /// <param name="options">What to show beside them; null for nothing.</param>
    /// <returns>The view.</returns>
    public static View Of(TracesResult result, TracesViewOptions? options = null)
    {
        options ??= new TracesViewOptions();
        TimeRange range = result.Window.Range;
        string subject = result.Options.Subject is { } name ? $" · {name}" : string.Empty;
        return new View([TextRun.Strong("traces"), $"{subject} · {TimeText.Window(range.StartUnixNano, range.EndUnixNano)}"])
        {
            Blocks = result.Traces.IsEmpty
                ? [.. Empty(result), .. WarningsFold.Of(result.Warnings)]
                :
                [
                    LineBlock.Of($"{Counts(result)} {Coverage(result)}"),
                    new FigureBlock(TracesFigure.Of(result)),
                    Table(result, options),
                    .. WarningsFold.Of(result.Warnings),
                    .. Next(result, options),
                ],
        };
    }

    /// <summary>How much of the window the traces cover, and whether a limit cut them.</summary>
    /// <param name="result">The traces.</param>
    /// <returns>A sentence.</returns>
    public static string Coverage(TracesResult result)
    {
        string percent = $"{NumberText.Fixed(Math.Truncate(result.CoveredShare * 100), 0)} %";
        string limit = result.Options.Limit is { } number ? $"the limit of {NumberText.Count(number)}" : "no limit";
        return (result.LimitReached, result.CoversWindow) switch
        {
            (true, false) => $"The {NumberText.Count(result.Traces.Length)} newest traces cover only {percent} of the window: raise --limit, or look at less time.",
            (true, true) => $"The newest traces are shown: {limit} left others out.",
            (false, true) => result.Options.Limit is null ? "The whole window is covered." : $"The whole window is covered; {limit} was not reached.",
            (false, false) => $"They cover {percent} of the window{(result.Options.Limit is null ? string.Empty : $"; {limit} was not reached")}.",
        };
    }

    private static string Counts(TracesResult result)
        => $"{NumberText.Counted(result.Traces.Length, "trace")}, {(result.ErrorTraceCount == 0 ? "none" : NumberText.Count(result.ErrorTraceCount))} with errors. "
            + $"Median {NumberText.Milliseconds(result.P50Ms)} ms, slowest {NumberText.Milliseconds(result.Traces.Max(trace => trace.DurationMs))} ms.";

    private static ImmutableArray<ViewBlock> Empty(TracesResult result) =>
    [
        new MessageBlock(MessageKind.Note, "No traces in this window.")
        {
            Lines = [result.Window.IsLive ? "Try: a longer window with --since, or without -w and -n." : "Try: another window with --from and --to, or without -w and -n."],
        },
    ];

    private static TableBlock Table(TracesResult result, TracesViewOptions options)
    {
        ImmutableArray<TraceSummary> traces = result.SlowestFirst;
        int chosen = result.Chosen is null ? -1 : traces.IndexOf(result.Chosen);
        bool heatmaps = options.Heatmaps.Count > 0;
        ImmutableArray<TableRow> rows = TableExcerpt.Rows(
            traces.Length, options.Head, options.Tail, chosen < 0 ? null : chosen, index => Row(traces[index], index == chosen, traces[0].DurationNanos, options));
        int shown = rows.Count(row => row.Omitted == 0);
        string explained = heatmaps ? " vs metrics: avg p50 p90 across, 60m and 3h down; ++ at least twice the statistic, − less." : string.Empty;
        return new TableBlock(
            [
                new("start") { Width = 100 },
                new("trace") { Width = 66 },
                new("root") { Width = heatmaps ? 120 : 200, MaximumTextWidth = 32 },
                new("ms", CellAlign.Right) { Width = 60 },
                new("") { Width = 104 },
                new("spans", CellAlign.Right) { Width = 50 },
                new("errors", CellAlign.Center) { Width = 56 },
                .. heatmaps ? [new TableColumn("vs metrics") { Width = 84 }] : ImmutableArray<TableColumn>.Empty,
                new("error reasons"),
            ],
            rows)
        {
            Caption =
            [
                $"Slowest first, {NumberText.Count(shown)} of {NumberText.Counted(traces.Length, "row")}; the frame ",
                TextRun.Code(options.FrameName),
                $" has all.{explained}",
            ],
        };
    }

    private static TableRow Row(TraceSummary trace, bool chosen, long slowest, TracesViewOptions options)
    {
        string id = trace.TraceId.ToString();
        double share = slowest == 0 ? 0 : (double)trace.DurationNanos / slowest;
        TextRun milliseconds = new(NumberText.Milliseconds(trace.DurationMs)) { Bold = chosen };
        return new TableRow
        {
            Cells =
            [
                TimeText.TimeOfDay(trace.StartUnixNano),
                new TableCell { Lines = [TextRun.Code(NameText.ShortId(id)) with { Bold = chosen }], Tooltip = id, Link = options.LinkOf?.Invoke(trace.TraceId) },
                new TableCell { Lines = [NameText.Cut(trace.Request, LongestName)], Tooltip = trace.Name == trace.Request ? null : trace.Name },
                milliseconds,
                TableCell.Of(StatsBars.Share(share, "the slowest", BarWidth)),
                NumberText.Count(trace.SpanCount),
                trace.ErrorCount == 0 ? "0" : TableCell.Marked($"✕ {NumberText.Count(trace.ErrorCount)}", Palette.ErrorCell),
                .. options.Heatmaps.Count == 0
                    ? ImmutableArray<TableCell>.Empty
                    : [options.Heatmaps.TryGetValue(trace.TraceId, out Figure? heatmap) ? TableCell.Of(heatmap) : TableCell.Empty],
                Reasons(trace),
            ],
        };
    }

    private static string Reasons(TraceSummary trace)
        => string.Join(", ", trace.ErrorReasons.Take(MostReasons).Select(reason => $"{NameText.Cut(reason.Text, 24)} ×{NumberText.Count(reason.Count)}"))
            + (trace.ErrorReasons.Length > MostReasons ? ", …" : string.Empty);

    private static ImmutableArray<ViewBlock> Next(TracesResult result, TracesViewOptions options)
    {
        if (options.CallName is not { } call)
        {
            return [];
        }

        TraceSummary trace = result.Chosen ?? result.SlowestFirst[0];
        string id = NameText.ShortId(trace.TraceId.ToString());
        return
        [
            new CommandsBlock(
            [
                new CommandHint($"{call} trace {id}", result.Chosen is null ? "the slowest: waterfall, critical path, similar traces" : "waterfall, critical path, similar traces"),
                new CommandHint($"{call} heatmap {id}", "against the metrics of its workload"),
                new CommandHint($"{call} stats", "durations and self time by workload"),
            ]),
        ];
    }
}
