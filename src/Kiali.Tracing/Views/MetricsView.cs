using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Views;

/// <summary>The document of <c>metrics</c>: the finding, how points were made, the charts, and the spans that are laid over as a table.</summary>
public static class MetricsView
{
    private const int ShownSpans = 20;
    private const int FoldedSpans = 180;

    /// <summary>Makes the document.</summary>
    /// <param name="result">The charts.</param>
    /// <param name="options">How they are shown; null for the defaults.</param>
    /// <returns>The document.</returns>
    public static View Of(MetricsResult result, MetricsViewOptions? options = null)
    {
        string callName = (options ?? new MetricsViewOptions()).CallName;
        ImmutableArray<OverlaidSpan> spans = [.. result.Spans.OrderByDescending(span => span.DurationNanos).ThenBy(span => span.StartUnixNano).ThenBy(span => span.SpanId)];
        return new View(TitleOf(result))
        {
            Blocks =
            [
                LineBlock.Of(string.Join(' ', result.Directions.Select(charts => FindingOf(charts, result)))),
                .. SamplingOf(result) is { } sampling ? [LineBlock.Of(sampling)] : ImmutableArray<ViewBlock>.Empty,
                .. result.Warnings.Select(warning => new MessageBlock(result.Complete ? MessageKind.Warning : MessageKind.Partial, warning.Message)),
                new FigureBlock(MetricsFigure.Of(result)),
                .. spans.IsEmpty ? [] : SpanBlocks(spans, callName),
                .. result.Directions.Where(charts => !charts.Exemplars.IsEmpty).Select(charts => ExemplarFold(charts, callName)),
            ],
        };
    }

    private static TextLine TitleOf(MetricsResult result)
    {
        string sides = string.Join(" and ", result.Directions.Select(charts => ContractWords.Of(charts.Direction)));
        return
        [
            TextRun.Strong("metrics"),
            $" · {result.Workload} {sides}{(result.Peer is { } peer ? $", with {peer} only" : string.Empty)} · {TimeText.Window(result.Window.Range)} · step {TimeText.Interval(result.Sampling.Step)}",
        ];
    }

    private static string FindingOf(DirectionCharts charts, MetricsResult result)
    {
        string who = result.Reporter is not null ? $" As the {result.Reporter}'s proxies tell."
            : charts.Reporter == IstioReporters.Waypoint ? " As its waypoint tells, it has no proxy of its own." : string.Empty;
        string side = result.Directions.Length > 1 ? (charts.Direction == TrafficDirection.Inbound ? "Inbound: " : "Outbound: ") : string.Empty;
        return side + MetricsText.Finding(charts) + who;
    }

    private static string? SamplingOf(MetricsResult result)
    {
        MetricsSampling sampling = result.Sampling;
        if (sampling.RateInterval == sampling.Step)
        {
            return null;
        }

        string each = $"Each point looks back {TimeText.Interval(sampling.RateInterval)}";
        return sampling.LackingAtShortest > 0
            ? $"{each}: in {TimeText.Interval(sampling.Shortest)} {NumberText.Count(sampling.LackingAtShortest)} of {NumberText.Counted(sampling.Times.Count, "point")} would lack the two samples that a rate needs."
            : $"{each}.";
    }

    private static FoldBlock ExemplarFold(DirectionCharts charts, string callName)
    {
        ImmutableArray<MetricExemplar> slowest =
            [.. charts.Exemplars.OrderByDescending(exemplar => exemplar.Value).ThenBy(exemplar => exemplar.UnixNano).Take(ShownSpans)];
        TableBlock table = new(
            [new("time"), new("ms", CellAlign.Right), new("trace"), new("next")],
            [
                .. slowest.Select(exemplar => exemplar.TraceId?.ToString() is { } id
                    ? TableRow.Of(
                        TimeText.TimeOfDay(exemplar.UnixNano),
                        NumberText.Milliseconds(exemplar.Value),
                        TableCell.Of(TextRun.Code(NameText.ShortId(id))) with { Tooltip = id },
                        TableCell.Of(TextRun.Code($"{callName} trace {NameText.ShortId(id)}")))
                    : TableRow.Of(TimeText.TimeOfDay(exemplar.UnixNano), NumberText.Milliseconds(exemplar.Value), TableCell.Empty, TableCell.Empty)),
                .. charts.Exemplars.Length > slowest.Length ? [TableRow.More(charts.Exemplars.Length - slowest.Length)] : ImmutableArray<TableRow>.Empty,
            ]);
        return new FoldBlock($"{NumberText.Counted(charts.Exemplars.Length, "exemplar")} {ContractWords.Of(charts.Direction)}, slowest first", [table]);
    }

    private static IEnumerable<ViewBlock> SpanBlocks(ImmutableArray<OverlaidSpan> spans, string callName)
    {
        int shown = Math.Min(spans.Length, ShownSpans);
        bool both = spans.Select(span => span.Direction).Distinct().Count() > 1;
        yield return TableOf(spans.AsSpan(0, shown), 1, both, callName, 0) with
        {
            Caption = $"Spans laid over, slowest first, {NumberText.Count(shown)} of {NumberText.Count(spans.Length)}",
        };
        int folded = Math.Min(spans.Length - shown, FoldedSpans);
        if (folded > 0)
        {
            long left = spans.Length - shown - folded;
            yield return new FoldBlock(
                $"spans {NumberText.Count(shown + 1)} to {NumberText.Count(shown + folded)}{(left > 0 ? $"; JSON has all {NumberText.Count(spans.Length)}" : string.Empty)}",
                [TableOf(spans.AsSpan(shown, folded), shown + 1, both, callName, left)]);
        }
    }

    private static TableBlock TableOf(ReadOnlySpan<OverlaidSpan> spans, int firstNumber, bool withDirection, string callName, long left)
    {
        ImmutableArray<TableRow>.Builder rows = ImmutableArray.CreateBuilder<TableRow>(spans.Length + 1);
        foreach (OverlaidSpan span in spans)
        {
            rows.Add(RowOf(span, firstNumber + rows.Count, withDirection, callName));
        }

        if (left > 0)
        {
            rows.Add(TableRow.More(left));
        }

        return new TableBlock(
            [
                new("#", CellAlign.Right),
                new("start"),
                .. withDirection ? [new TableColumn("side")] : ImmutableArray<TableColumn>.Empty,
                new("ms", CellAlign.Right),
                new("error", CellAlign.Center),
                new("name") { MaximumTextWidth = 40 },
                new("trace"),
                new("next"),
            ],
            rows.ToImmutable());
    }

    private static TableRow RowOf(OverlaidSpan span, int number, bool withDirection, string callName)
    {
        string traceId = span.TraceId.ToString();
        return new TableRow
        {
            Cells =
            [
                NumberText.Count(number),
                TimeText.TimeOfDay(span.StartUnixNano),
                .. withDirection ? [TableCell.FromString(ContractWords.Of(span.Direction))] : ImmutableArray<TableCell>.Empty,
                NumberText.Milliseconds(span.DurationMs),
                span.Error is { } error ? TableCell.Marked($"✕ {error}", Palette.ErrorCell) : TableCell.Empty,
                span.Name,
                TableCell.Of(TextRun.Code(NameText.ShortId(traceId))) with { Tooltip = traceId },
                TableCell.Of(TextRun.Code($"{callName} trace {NameText.ShortId(traceId)}")),
            ],
        };
    }
}
