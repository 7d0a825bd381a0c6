using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;

namespace Kiali.Tracing.Views;

/// <summary>A heatmap for people: where the request stands, the matrix, and why cells are empty.</summary>
public static class HeatmapView
{
    private const int LargeShareDecimals = 1;

    /// <summary>Makes the view.</summary>
    /// <param name="result">The heatmap.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="options">How it is shown.</param>
    /// <returns>The view.</returns>
    public static View Of(HeatmapResult result, Trace trace, HeatmapViewOptions options)
    {
        HeatmapMatrix matrix = result.Matrix;
        string id = NameText.ShortId(result.TraceId.ToString());
        ImmutableArray<ViewBlock>.Builder blocks = ImmutableArray.CreateBuilder<ViewBlock>();
        blocks.Add(new LineBlock(
        [
            .. RankSentence(result) is { } rank ? new TextLine[] { rank } : [],
            .. OutboundSentence(result) is { } outbound ? new TextLine[] { outbound } : [],
            $"Difference in ms, and the request as a multiple of the statistic. Colour: the {(options.AbsoluteScale ? "difference, ±10 ms as in Kiali" : "multiple")}.",
        ]));
        blocks.Add(HeatmapTables.Matrix(result, options.AbsoluteScale));
        blocks.Add(HeatCells.Scale(options.AbsoluteScale, !result.IsFinished));
        blocks.AddRange(Reasons(result).Select(LineBlock.Of));
        if (result.Mean.Cells.Any(cell => cell.MetricMs is not null))
        {
            blocks.Add(HeatmapTables.Mean(result, options.AbsoluteScale));
            if (!result.Mean.IsComplete)
            {
                blocks.Add(LineBlock.Of("Some proxy spans have no statistics; the mean is of the others."));
            }
        }

        if (!result.Spans.IsEmpty)
        {
            blocks.Add(HeatmapTables.Spans(result, trace.StartUnixNano));
        }

        blocks.AddRange(result.Warnings.Select(warning => new MessageBlock(MessageKind.Warning, warning.Message)));
        blocks.Add(new CommandsBlock(
        [
            new CommandHint($"{options.CallName} heatmap {id} --spans", "which hop is slow"),
            new CommandHint($"{options.CallName} metrics -w {matrix.Target.Workload.Name} -n {matrix.Target.Workload.Namespace} --spans", "how it came about"),
        ]));
        return new View(Title(result, id)) { Blocks = blocks.ToImmutable() };
    }

    /// <summary>Where the request stands among all of the shortest interval, in a sentence.</summary>
    /// <param name="result">The heatmap.</param>
    /// <returns>For instance <c>Slower than 98.9–99.6 % of about 612 requests of the 10m before (the bucket's bounds).</c>; null without requests.</returns>
    public static TextLine? RankSentence(HeatmapResult result)
    {
        if (result.Matrix.Ranks.FirstOrDefault() is not { } rank)
        {
            return null;
        }

        string shares = rank.Lower == rank.Upper ? Share(rank.Lower) : $"{Share(rank.Lower)}–{Share(rank.Upper)}";
        HeatmapInterval? interval = result.Options.Intervals.FirstOrDefault(interval => interval.Name == rank.Interval);
        string when = interval?.Fixed is { } window ? $"between {TimeText.Minutes(window.StartUnixNano)} and {TimeText.Minutes(window.EndUnixNano)}" : $"of the {rank.Interval} before";
        return
        [
            new TextRun("Slower than "),
            TextRun.Strong(shares + "\u00a0%"),
            new TextRun($" of about {NumberText.Count((long)Math.Round(rank.Requests))} requests {when} (the bounds of its bucket)."),
        ];
    }

    /// <summary>Why cells are empty or to be taken with care, a line a reason.</summary>
    /// <param name="result">The heatmap.</param>
    /// <returns>The lines; empty when every cell is well.</returns>
    internal static IEnumerable<TextLine> Reasons(HeatmapResult result)
    {
        foreach (IGrouping<HeatmapReason, HeatmapCell> group in result.Matrix.Cells.Where(cell => cell.Reason != HeatmapReason.None).GroupBy(cell => cell.Reason).OrderBy(group => group.Key))
        {
            string cells = string.Join(
                "; ", group.GroupBy(cell => cell.Interval, StringComparer.Ordinal).Select(row => $"{row.Key} {string.Join(' ', row.Select(cell => cell.Statistic))}"));
            yield return
            [
                TextRun.Strong(group.Key == HeatmapReason.FewRequests ? "few requests" : "no data"),
                new TextRun(group.Key == HeatmapReason.FewRequests
                    ? $": {cells}: fewer than 10 above the quantile"
                    : $": {cells}: {HeatmapTables.ReasonText(group.Key)}"),
            ];
        }

        foreach (HeatmapCell cell in result.Matrix.Cells.Where(cell => cell is { MetricMs: not null, LowerMs: not null, UpperMs: null }))
        {
            yield return $"{cell.Interval} {cell.Statistic} lies in the last bucket: > {NumberText.ShortMilliseconds(cell.LowerMs)} ms.";
        }
    }

    private static TextLine? OutboundSentence(HeatmapResult result) => result.Matrix.Target is { Direction: TrafficDirection.Outbound } target
        ? TextLine.FromString($"Compared are the outbound requests of {target.Workload.Name}: "
            + (result.Options.SpanId is null ? "it has client spans only in this trace." : "the chosen span is a caller's."))
        : null;

    private static TextLine Title(HeatmapResult result, string id)
    {
        HeatmapTarget target = result.Matrix.Target;
        return
        [
            TextRun.Strong("heatmap"),
            new TextRun(" · trace "),
            TextRun.Code(id),
            new TextRun($" · {target.Workload} {ContractWords.Of(target.Direction)} · {NumberText.Milliseconds(result.Matrix.DurationMs)} ms · "
                + $"anchor {TimeText.Instant(result.Matrix.AnchorUnixNano)}"),
        ];
    }

    private static string Share(double share) => NumberText.Fixed(share * 100, LargeShareDecimals);
}
