using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Views;

/// <summary>A trace against traces like it: a column each, and their mean.</summary>
internal static class SimilarTracesTable
{
    private const int MostTraces = 8;
    private const int ColumnWidth = 78;

    public static ImmutableArray<ViewBlock> Blocks(TraceDetailResult result)
    {
        if (result.Similar.IsEmpty)
        {
            return result.ComparedCount == 0
                ? []
                : [LineBlock.Of([TextRun.Strong("Against similar traces"), $" · none of {NumberText.Counted(result.ComparedCount, "trace")} of its root service is similar"])];
        }

        ImmutableArray<SimilarTrace> shown = [.. result.Similar.Take(MostTraces)];
        Trace trace = result.Trace;
        return
        [
            new TableBlock(
                [new("") { Width = 120 }, .. shown.Select(Column), new("mean", CellAlign.Center) { SubHeader = $"of {NumberText.Count(result.Similar.Length)}", Width = ColumnWidth }],
                [
                    Row("full duration", trace.DurationMs, [.. shown.Select(similar => (double?)similar.DurationMs)], result.Similar.Average(similar => similar.DurationMs)),
                    Row(
                        "mean of spans",
                        trace.AverageSpanDurationMs,
                        [.. shown.Select(similar => similar.AverageSpanDurationMs)],
                        result.Similar.Average(similar => similar.AverageSpanDurationMs)),
                ])
            {
                Look = TableLook.Matrix,
                Caption = [TextRun.Strong("Against similar traces"), " · this one minus the other in ms, and as a multiple · under the id: similarity"],
            },
        ];
    }

    private static TableColumn Column(SimilarTrace similar)
    {
        string id = similar.TraceId.ToString();
        return new TableColumn(TextRun.Code(NameText.ShortId(id)), CellAlign.Center)
        {
            SubHeader = NumberText.Fixed(1 - similar.Distance, 2),
            Width = ColumnWidth,
            Tooltip = string.Create(CultureInfo.InvariantCulture, $"trace {id}, distance {similar.Distance:0.00}"),
        };
    }

    private static TableRow Row(string name, double? own, ImmutableArray<double?> others, double? mean) => new()
    {
        Cells = [new TableCell { Lines = [name], IsHeader = true }, .. others.Append(mean).Select(other => Cell(own, other))],
    };

    private static TableCell Cell(double? own, double? other)
        => own is { } mine && other is { } theirs && theirs > 0
            ? HeatCells.Against(mine - theirs, mine / theirs, false, $"{NumberText.Milliseconds(mine)} against {NumberText.Milliseconds(theirs)} ms")
            : HeatCells.NoData("one of the two took no time at all");
}
