using System.Collections.Immutable;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Views;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Tool.Jupyter.Values;

/// <summary>Data frames as tables: first and last rows, and how many there are.</summary>
internal static class FrameTable
{
    private const int AllRows = 20;
    private const int HeadRows = 10;
    private const int TailRows = 5;
    private const int MaximumColumns = 24;

    /// <summary>A frame's table.</summary>
    public static TableBlock Of(DataFrame frame)
    {
        ImmutableArray<DataFrameColumn> columns = [.. frame.Columns.Take(MaximumColumns)];
        int hidden = frame.Columns.Count - columns.Length;
        string caption = $"{NumberText.Counted(frame.Rows.Count, "row")} × {NumberText.Counted(frame.Columns.Count, "column")}"
            + (hidden > 0 ? $", the first {NumberText.Count(columns.Length)} columns shown" : string.Empty);
        return Of(columns, frame.Rows.Count, caption);
    }

    /// <summary>A column's table.</summary>
    public static TableBlock Of(DataFrameColumn column) =>
        Of([column], column.Length, $"{NumberText.Counted(column.Length, "row")} of {column.DataType.Name}");

    private static TableBlock Of(ImmutableArray<DataFrameColumn> columns, long rowCount, string caption)
    {
        ImmutableArray<long> shown = Shown(rowCount);
        ImmutableArray<FrameColumnText> texts = [.. columns.Select(column => FrameColumnText.Of(column, shown))];
        ImmutableArray<TableRow>.Builder rows = ImmutableArray.CreateBuilder<TableRow>();
        for (int i = 0; i < shown.Length; i++)
        {
            if (i > 0 && shown[i] > shown[i - 1] + 1)
            {
                rows.Add(TableRow.More(shown[i] - shown[i - 1] - 1));
            }

            rows.Add(new TableRow { Cells = [.. texts.Select(text => text.Cell(shown[i]))] });
        }

        return new TableBlock(
            [.. columns.Select((column, i) => new TableColumn(column.Name, texts[i].IsNumeric ? CellAlign.Right : CellAlign.Left)
            {
                Tooltip = column.DataType.Name,
            })],
            rows.ToImmutable())
        {
            Caption = caption,
        };
    }

    private static ImmutableArray<long> Shown(long rowCount) => rowCount <= AllRows
        ? [.. Enumerable.Range(0, (int)rowCount).Select(row => (long)row)]
        : [.. Enumerable.Range(0, HeadRows).Select(row => (long)row), .. Enumerable.Range(0, TailRows).Select(row => rowCount - TailRows + row)];
}
