using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using Kiali.Tracing.Views;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Tables of views on paper.</summary>
internal static class PaperTable
{
    /// <summary>The look of a list.</summary>
    public static readonly GridStyle List = new(Paper.TableHead) { Rule = Paper.Rule, RowRule = Paper.RowRule, RowPadding = 2.4f, Gap = 8 };

    /// <summary>The look of coloured cells side by side.</summary>
    public static readonly GridStyle Matrix = new(Paper.TableHead) { Rule = Paper.Rule, RowPadding = 3, Gap = 2 };

    // A cell of a matrix is this wide, or as much narrower as more columns need beside the words at their left.
    private const float MatrixCellWidth = 60;
    private const float MatrixWidth = 420;

    private const string CommandsHeader = "next";

    // On paper an error's row is tinted, not dark.
    private static readonly Rgb ErrorTint = Rgb.FromHex(0xfdeceb);

    /// <summary>A view's table. Rows left out are said as in the notebook; tooltips and folded lines stay there.</summary>
    /// <param name="table">The table.</param>
    public static Grid Of(TableBlock table)
    {
        table = WithoutCommands(table);
        GridStyle style = table.Look == TableLook.Matrix ? Matrix : List;
        int flexible = FlexibleColumn(table);
        ImmutableArray<GridColumn> columns =
        [
            .. table.Columns.Select((column, i) => new GridColumn(Title(column))
            {
                Align = column.Align switch
                {
                    CellAlign.Right => TextAlign.Right,
                    CellAlign.Center => TextAlign.Center,
                    _ => TextAlign.Left,
                },
                Weight = i == flexible ? 1 : 0,
            }),
        ];
        return new Grid(columns, table.Rows.Length, index => Row(table, table.Rows[index]), style);
    }

    // What to type next is of no use on paper.
    private static TableBlock WithoutCommands(TableBlock table)
    {
        int commands = -1;
        for (int i = 0; i < table.Columns.Length; i++)
        {
            commands = table.Columns[i].Header.PlainText == CommandsHeader ? i : commands;
        }

        return commands < 0
            ? table
            : table with
            {
                Columns = table.Columns.RemoveAt(commands),
                Rows = [.. table.Rows.Select(row => row.Cells.Length == table.Columns.Length ? row with { Cells = row.Cells.RemoveAt(commands) } : row)],
            };
    }

    private static string Title(TableColumn column) =>
        column.SubHeader is { IsEmpty: false } second ? $"{column.Header.PlainText}\n{second.PlainText}" : column.Header.PlainText;

    // The column that takes what the others leave: the last one without a width, or the last column of words.
    private static int FlexibleColumn(TableBlock table)
    {
        for (int i = table.Columns.Length - 1; i >= 0; i--)
        {
            if (table.Columns[i].Width is null && table.Columns[i].Align == CellAlign.Left)
            {
                return i;
            }
        }

        return -1;
    }

    private static GridRow Row(TableBlock table, TableRow row)
    {
        if (row.Omitted > 0)
        {
            string text = $"… {NumberText.Count(row.Omitted)} {row.OmittedWord}";
            return new GridRow(new GridCell(text, Paper.Cell.In(Paper.Color(Palette.SecondInk))) { ColumnSpan = table.Columns.Length, Align = TextAlign.Left });
        }

        ImmutableArray<GridCell>.Builder cells = ImmutableArray.CreateBuilder<GridCell>();
        int column = 0;
        foreach (TableCell cell in row.Cells)
        {
            bool isNumber = column < table.Columns.Length && table.Columns[column].Align == CellAlign.Right;
            GridCell made = Cell(cell, isNumber);
            cells.Add(table.Look == TableLook.Matrix && !isNumber && column > 0 ? made with { MinimumWidth = Math.Min(MatrixCellWidth, MatrixWidth / table.Columns.Length) } : made);
            column += Math.Max(1, cell.ColumnSpan);
        }

        return new GridRow(cells.ToImmutable());
    }

    private static GridCell Cell(TableCell cell, bool isNumber)
    {
        Rgb? ground = Ground(cell.Tone);
        TextStyle style = Paper.Cell with { TabularDigits = isNumber };
        if (cell.IsHeader)
        {
            style = style.As(FontRole.SemiBold);
        }

        if (cell.Tone is { } tone)
        {
            style = style.In(Paper.Color(PaperText.Readable(tone.Text, ground ?? Rgb.White)));
        }

        GridCell made = new(PaperText.Spans(cell.Lines, style, ground ?? Rgb.White))
        {
            Ground = ground is { } color ? Paper.Color(color) : null,
            ColumnSpan = cell.ColumnSpan,
            Url = cell.Link,
        };
        if (cell.Figure is not { } figure)
        {
            return made;
        }

        SKSize size = FigureDrawing.SmallSize(figure);
        return made with
        {
            MinimumWidth = size.Width,
            PictureHeight = size.Height,
            Picture = (context, place) =>
                FigureDrawing.Draw(context, SKRect.Create(place.Left, place.Top, Math.Min(size.Width, place.Width), size.Height), figure),
        };
    }

    // Dark grounds of the notebook's log rows are none on paper, and its error rows are tinted.
    private static Rgb? Ground(Tone? tone) => tone is not { } t || t.Background == Palette.LogRow.Background ? null
        : t.Background == Palette.LogErrorRow.Background ? ErrorTint
        : t.Background;
}
