using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Rendering.Text;

/// <summary>Lays a table out in columns of a terminal; what is too wide is cut, and what cannot be cut far enough becomes one block a row.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private const int LeastWidth = 6;

    private readonly TableBlock table;
    private readonly int maximumWidth;
    private readonly List<int> columns;
    private readonly List<ImmutableArray<string>> headers;
    private readonly List<(TableRow Row, ImmutableArray<ImmutableArray<string>> Cells)> rows;
    private readonly int[] widths;

    public TextTable(TableBlock table, int maximumWidth)
    {
        this.table = table;
        this.maximumWidth = maximumWidth;
        headers = [.. table.Columns.Select(Header)];
        rows = [.. table.Rows.Select(row => (row, row.Omitted > 0 ? [] : Cells(row)))];
        columns = [.. Enumerable.Range(0, table.Columns.Length).Where(HasText)];
        widths = [.. Enumerable.Range(0, table.Columns.Length).Select(NaturalWidth)];
    }

    public IEnumerable<string> Lines()
    {
        if (columns.Count == 0)
        {
            return [];
        }

        return TryShrink() ? AsColumns() : AsBlocks();
    }

    private IEnumerable<string> AsColumns()
    {
        if (table.HasHeader)
        {
            foreach (string line in RowLines(column => headers[column]))
            {
                yield return line;
            }

            yield return string.Join(Gap, columns.Select(column => new string('-', widths[column])));
        }

        foreach ((TableRow row, ImmutableArray<ImmutableArray<string>> cells) in rows)
        {
            if (row.Omitted > 0)
            {
                yield return Omitted(row);
                continue;
            }

            foreach (string line in RowLines(column => cells[column]))
            {
                yield return line;
            }
        }
    }

    // A row of a table that is too wide: its cells one below the other, each behind its header.
    private IEnumerable<string> AsBlocks()
    {
        foreach ((TableRow row, ImmutableArray<ImmutableArray<string>> cells) in rows)
        {
            if (row.Omitted > 0)
            {
                yield return Omitted(row);
                continue;
            }

            string before = "- ";
            foreach (int column in columns.Where(column => cells[column].Any(line => line.Length > 0)))
            {
                string name = string.Join(' ', headers[column]);
                string value = string.Join(' ', cells[column]);
                yield return TextWrap.Cut(before + (name.Length > 0 ? name + ": " + value : value), maximumWidth);
                before = "  ";
            }
        }
    }

    private static string Omitted(TableRow row) => $"⋯ {NumberText.Count(row.Omitted)} {VisibleText.OnOneLine(row.OmittedWord)}";

    private IEnumerable<string> RowLines(Func<int, ImmutableArray<string>> cell)
    {
        int height = columns.Max(column => cell(column).Length);
        for (int i = 0; i < height; i++)
        {
            StringBuilder line = new();
            foreach (int column in columns)
            {
                line.Append(line.Length > 0 || column != columns[0] ? Gap : "");
                ImmutableArray<string> lines = cell(column);
                line.Append(Padded(i < lines.Length ? lines[i] : "", column));
            }

            yield return line.ToString().TrimEnd();
        }
    }

    private string Padded(string text, int column)
    {
        string cut = TextWrap.Cut(text, widths[column]);
        int missing = Math.Max(0, widths[column] - TextWidth.Columns(cut));
        return table.Columns[column].Align switch
        {
            CellAlign.Right => new string(' ', missing) + cut,
            CellAlign.Center => new string(' ', missing / 2) + cut + new string(' ', missing - (missing / 2)),
            _ => cut + new string(' ', missing),
        };
    }

    // Takes from the widest column of words first, one character at a time; numbers are never cut.
    private bool TryShrink()
    {
        int excess = columns.Sum(column => widths[column]) + (Gap.Length * (columns.Count - 1)) - maximumWidth;
        while (excess > 0)
        {
            List<int> words = [.. columns.Where(column => table.Columns[column].Align == CellAlign.Left && widths[column] > LeastWidth)];
            if (words.Count == 0)
            {
                return false;
            }

            int widest = words.MaxBy(column => widths[column]);
            int next = words.Where(column => column != widest).Select(column => widths[column]).DefaultIfEmpty(LeastWidth).Max();
            int take = Math.Clamp(widths[widest] - next, 1, Math.Min(excess, widths[widest] - LeastWidth));
            widths[widest] -= take;
            excess -= take;
        }

        return true;
    }

    private int NaturalWidth(int column)
    {
        int width = headers[column].Select(TextWidth.Columns).DefaultIfEmpty(0).Max();
        foreach (string line in rows.Where(row => row.Row.Omitted == 0).SelectMany(row => row.Cells[column]))
        {
            width = Math.Max(width, TextWidth.Columns(line));
        }

        return Math.Min(width, table.Columns[column].MaximumTextWidth ?? int.MaxValue);
    }

    // A column of pictures has nothing to say in text, unless its pictures are signs.
    private bool HasText(int column) =>
        rows.Any(row => row.Row.Omitted == 0 && row.Cells[column].Any(line => line.Length > 0))
        || (headers[column].Length > 0 && !table.Rows.Any(row => column < row.Cells.Length && row.Cells[column].Figure is not null));

    // A cell over several columns is written in the first of them.
    private ImmutableArray<ImmutableArray<string>> Cells(TableRow row)
    {
        ImmutableArray<string>[] cells = [.. Enumerable.Repeat(ImmutableArray<string>.Empty, table.Columns.Length)];
        int place = 0;
        foreach (TableCell cell in row.Cells)
        {
            if (place < cells.Length)
            {
                cells[place] = Text(cell);
            }

            place += Math.Max(1, cell.ColumnSpan);
        }

        return [.. cells];
    }

    private static ImmutableArray<string> Text(TableCell cell)
    {
        ImmutableArray<string> lines = [.. cell.Lines.Select(TextWrap.Plain)];
        string signs = CellSignText.Of(cell.Figure);
        return signs.Length > 0 ? lines.Add(signs) : lines;
    }

    private static ImmutableArray<string> Header(TableColumn column) =>
        [.. new[] { column.Header, column.SubHeader ?? TextLine.Empty }.Where(line => !line.IsEmpty).Select(TextWrap.Plain)];
}
