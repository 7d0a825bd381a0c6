using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Views;

/// <summary>The tables of a heatmap: one row an interval, one column a statistic.</summary>
public static class HeatmapTables
{
    private const int CellWidth = 122;

    /// <summary>The compared span's matrix.</summary>
    /// <param name="result">The heatmap.</param>
    /// <param name="absolute">Whether colours go by the difference.</param>
    /// <returns>The table.</returns>
    public static TableBlock Matrix(HeatmapResult result, bool absolute)
        => Table(result, result.Matrix.Cells, $"before {TimeText.Seconds(result.Matrix.AnchorUnixNano)}", absolute, withRequests: !result.IsFinished);

    /// <summary>Kiali's mean over the proxy spans.</summary>
    /// <param name="result">The heatmap.</param>
    /// <param name="absolute">Whether colours go by the difference.</param>
    /// <returns>The table.</returns>
    public static TableBlock Mean(HeatmapResult result, bool absolute)
        => Table(result, result.Mean.Cells, "mean", absolute, withRequests: false) with
        {
            Caption =
            [
                TextRun.Strong("Mean over the trace"),
                new TextRun($" · {NumberText.Counted(result.Mean.Spans, "proxy span")}, each against its own workload, as Kiali shows a trace"),
            ],
        };

    /// <summary>One row a span with a compact heatmap: the first three statistics across, the last two intervals down.</summary>
    /// <param name="result">The heatmap.</param>
    /// <param name="traceStartUnixNano">The trace's start.</param>
    /// <returns>The table.</returns>
    public static TableBlock Spans(HeatmapResult result, long traceStartUnixNano)
    {
        ImmutableArray<string> statistics = [.. result.Options.Statistics.Take(3).Select(statistic => statistic.Name)];
        ImmutableArray<string> intervals = [.. result.Options.Intervals.Where(interval => interval.Fixed is null).TakeLast(2).Select(interval => interval.Name)];
        string caption = $"{string.Join(' ', statistics)} across, {string.Join(" and ", intervals)} down; ++ at least twice the statistic, − less";
        return new TableBlock(
            [
                new("+ms", CellAlign.Right), new("workload"), new("side"), new("span"), new("ms", CellAlign.Right), new("vs metrics"), new("furthest off"),
            ],
            [.. result.Spans.Select(matrix => SpanRow(matrix, statistics, intervals, traceStartUnixNano))])
        {
            Caption = [TextRun.Strong("Every span"), new TextRun(" · " + caption)],
        };
    }

    /// <summary>A cell in words, for tooltips and sentences.</summary>
    /// <param name="durationMs">The compared duration, milliseconds.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>One sentence with exact numbers.</returns>
    public static string Sentence(double durationMs, HeatmapCell cell)
    {
        if (cell.MetricMs is not { } metric)
        {
            return $"{cell.Interval} {cell.Statistic}: {ReasonText(cell.Reason)}";
        }

        string bucket = cell.LowerMs is { } lower
            ? cell.UpperMs is { } upper
                ? $", in the bucket {NumberText.ShortMilliseconds(lower)} to {NumberText.ShortMilliseconds(upper)} ms"
                : $", in the last bucket, > {NumberText.ShortMilliseconds(lower)} ms"
            : string.Empty;
        string few = cell.Reason == HeatmapReason.FewRequests ? "; few requests" : string.Empty;
        string requests = cell.Requests is { } count ? $", {NumberText.Count((long)Math.Round(count))} requests" : string.Empty;
        return $"{NumberText.Milliseconds(durationMs)} ms against {cell.Statistic} of {cell.Interval}: {NumberText.Milliseconds(metric)} ms{bucket}{requests}{few}";
    }

    /// <summary>Why a cell is empty, in words.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>A phrase.</returns>
    public static string ReasonText(HeatmapReason reason) => reason switch
    {
        HeatmapReason.NoSeries => "there is no such series",
        HeatmapReason.OutsideRange => "it lies outside of what is recorded",
        HeatmapReason.FewRequests => "there are few requests",
        HeatmapReason.NoSamples => "there are no samples in it",
        _ => string.Empty,
    };

    private static TableBlock Table(HeatmapResult result, ImmutableArray<HeatmapCell> cells, string corner, bool absolute, bool withRequests)
    {
        ImmutableArray<TableColumn> columns =
        [
            new(TextRun.Strong(corner)) { Width = 112 },
            .. result.Options.Statistics.Select(statistic => new TableColumn(statistic.Name, CellAlign.Center) { Width = CellWidth }),
            .. withRequests ? new TableColumn[] { new("requests", CellAlign.Right) { Width = 80 } } : [],
        ];
        ImmutableArray<TableRow> rows = [.. result.Options.Intervals.Select(interval => Row(interval, [.. cells.Where(cell => cell.Interval == interval.Name)]))];
        return new TableBlock(columns, rows) { Look = TableLook.Matrix };

        TableRow Row(HeatmapInterval interval, ImmutableArray<HeatmapCell> row) => new()
        {
            Cells =
            [
                IntervalCell(interval),
                .. row.Select(cell => Cell(result.Matrix.DurationMs, cell, absolute)),
                .. withRequests ? new TableCell[] { Requests(row) } : [],
            ],
        };
    }

    private static TableCell IntervalCell(HeatmapInterval interval) => interval.Fixed is { } window
        ? TableCell.Of(TextRun.Strong(interval.Name), $"{TimeText.Minutes(window.StartUnixNano)}–{TimeText.Minutes(window.EndUnixNano)}") with
        {
            Tooltip = TimeText.Window(window),
            IsHeader = true,
        }
        : TableCell.Of(TextRun.Strong(interval.Name)) with { IsHeader = true };

    private static TableCell Requests(ImmutableArray<HeatmapCell> row)
        => row.Select(cell => cell.Requests).FirstOrDefault(requests => requests is not null) is { } requests
            ? NumberText.Count((long)Math.Round(requests))
            : TableCell.Empty;

    private static TableCell Cell(double durationMs, HeatmapCell cell, bool absolute)
    {
        string tooltip = Sentence(durationMs, cell);
        return cell switch
        {
            { MetricMs: null } => HeatCells.NoData(tooltip),
            { IsDistinguishable: false } => HeatCells.NotToldApart(cell.DeltaMs!.Value, tooltip),
            _ => HeatCells.Compared(cell.DeltaMs!.Value, cell.Ratio ?? double.NaN, cell.MetricMs.Value, absolute, tooltip),
        };
    }

    private static TableRow SpanRow(HeatmapMatrix matrix, ImmutableArray<string> statistics, ImmutableArray<string> intervals, long traceStart)
    {
        Span span = matrix.Target.Span;
        HeatmapCell? furthest = matrix.Cells.Where(cell => cell.IsDistinguishable && cell.Ratio is > 0)
            .MaxBy(cell => Math.Abs(Math.Log2(cell.Ratio!.Value)));
        return TableRow.Of(
            NumberText.Milliseconds(UnixTime.ToMillis(span.StartUnixNano - traceStart)),
            matrix.Target.Workload.Name,
            matrix.Target.Direction == TrafficDirection.Inbound ? "inbound" : "outbound",
            new TableCell { Lines = [NameText.Cut(span.Name, 60)], Tooltip = span.Name },
            NumberText.Milliseconds(matrix.DurationMs),
            TableCell.Of(Compact(matrix, statistics, intervals)),
            furthest is null ? TableCell.Empty : $"{NumberText.Multiple(furthest.Ratio)} of {furthest.Interval} {furthest.Statistic}");
    }

    private static Figure Compact(HeatmapMatrix matrix, ImmutableArray<string> statistics, ImmutableArray<string> intervals)
    {
        ImmutableArray<HeatmapCell?> cells =
            [.. intervals.SelectMany(interval => statistics.Select(statistic => matrix.Find(interval, statistic)))];
        string description = string.Join(", ", cells.Select(cell => cell is null ? "no data" : $"{cell.Interval} {cell.Statistic} {Multiple(cell)}"));
        return CompactHeatmapFigure.Create(
            [.. cells.Select(cell => cell?.Ratio is null ? HeatSample.NoData : new HeatSample(cell.Ratio, cell.IsDistinguishable))], description, Math.Max(1, statistics.Length));
    }

    private static string Multiple(HeatmapCell cell) => cell.Ratio is null ? "no data" : NumberText.Multiple(cell.Ratio);
}
