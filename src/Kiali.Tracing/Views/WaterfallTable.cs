using System.Collections.Immutable;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;

namespace Kiali.Tracing.Views;

/// <summary>A waterfall's rows as a folded table: what a reader without pictures gets, with the ids that the picture has no room for.</summary>
internal static class WaterfallTable
{
    private const int MostRows = 60;
    private const int LongestName = 80;
    private const int MostIndent = 20;

    public static FoldBlock Fold(TraceDetailResult result, ImmutableArray<WaterfallRow> rows)
    {
        ImmutableArray<TableRow> shown = TableExcerpt.Rows(rows.Length, MostRows, 0, null, index => Row(result, rows[index]));
        return new FoldBlock(
            $"the waterfall as a table, {NumberText.Counted(rows.Length, "row")}",
            [
                new TableBlock(
                    [
                        new("+ms", CellAlign.Right) { Width = 60 },
                        new("span") { Width = 380, MaximumTextWidth = 64 },
                        new("ms", CellAlign.Right) { Width = 64 },
                        new("self ms", CellAlign.Right) { Width = 64 },
                        new("path ms", CellAlign.Right) { Width = 64, Tooltip = "on the critical path" },
                        new("status", CellAlign.Center) { Width = 84 },
                        new("id"),
                    ],
                    shown),
            ]);
    }

    private static TableRow Row(TraceDetailResult result, WaterfallRow row)
    {
        long critical = row.CriticalParts.Sum(part => part.EndUnixNano - part.StartUnixNano);
        string indent = new('\u00a0', Math.Min(row.Depth, MostIndent));
        string id = row.Span.SpanId.ToString();
        TextRun name = row.IsFold
            ? new TextRun($"{indent}▸ {WaterfallText.OfFold(row)}") { Italic = true }
            : new TextRun(indent + NameText.Cut(row.Label.Text, LongestName));
        return TableRow.Of(
            NumberText.Milliseconds(UnixTime.ToMillis(row.StartUnixNano - result.Trace.StartUnixNano)),
            name,
            NumberText.Milliseconds(UnixTime.ToMillis(row.DurationNanos)),
            NumberText.Milliseconds(UnixTime.ToMillis(row.SelfTimeNanos)),
            critical == 0 ? TableCell.Empty : NumberText.Milliseconds(UnixTime.ToMillis(critical)),
            Status(row),
            row.IsFold ? TableCell.Empty : new TableCell { Lines = [TextRun.Code(NameText.ShortId(id))], Tooltip = id });
    }

    private static TableCell Status(WaterfallRow row)
    {
        string text = WaterfallText.OfStatus(row);
        return row.ErrorCount == 0 ? text : TableCell.Marked("✕ " + NameText.Cut(text, 24), Palette.ErrorCell);
    }
}
