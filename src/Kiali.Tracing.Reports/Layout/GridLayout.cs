using System.Collections.Immutable;
using Kiali.Tracing.Reports.Text;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>What all parts of a table share: columns, rows, and how high each row is.</summary>
/// <remarks>A row is made and laid out when its height is first wanted and again when it is drawn; only its height is kept between,
/// so a table's memory does not grow with the text in it.</remarks>
internal sealed class GridLayout
{
    private const int SampledRows = 200;
    private const float LargestReserve = 0.25f;

    // No column is made narrower than this to make room for others.
    private const float LeastWidth = 24;

    private readonly Func<int, GridRow> _row;
    private readonly Dictionary<int, string> _anchors = [];
    private float[] _heights = [];
    private float[] _widths = [];
    private float _width = -1;

    public GridLayout(ImmutableArray<GridColumn> columns, int rowCount, Func<int, GridRow> row, GridStyle style)
    {
        Columns = columns;
        RowCount = rowCount;
        _row = row;
        Style = style;
    }

    public ImmutableArray<GridColumn> Columns { get; }

    public int RowCount { get; }

    public GridStyle Style { get; }

    /// <summary>Where the first column begins, from the table's left edge.</summary>
    public float Indent => Style.StripGap > 0 ? Style.StripWidth + Style.StripGap : 0;

    public GridRow Row(int index) => _row(index);

    /// <summary>Whether any column has a title; without one there is no head.</summary>
    public bool HasHeader => Columns.Any(column => column.Title.Length > 0);

    /// <summary>How wide the columns are together: the whole width when one of them is flexible.</summary>
    public float UsedWidth(FontLibrary fonts, float width) =>
        Math.Min(width, Indent + Widths(fonts, width).Sum() + (Style.Gap * (Columns.Length - 1)));

    /// <summary>The anchor of a row whose height has been asked for, null when it has none.</summary>
    public string? Anchor(int index) => _anchors.GetValueOrDefault(index);

    /// <summary>The columns' widths in a table of a width.</summary>
    public float[] Widths(FontLibrary fonts, float width)
    {
        if (_width != width)
        {
            _widths = Distribute(fonts, width);
            _heights = new float[RowCount];
            Array.Fill(_heights, float.NaN);
            _width = width;
        }

        return _widths;
    }

    /// <summary>The height of a whole row.</summary>
    public float RowHeight(FontLibrary fonts, float width, int index)
    {
        Widths(fonts, width);
        if (float.IsNaN(_heights[index]))
        {
            GridRow row = Row(index);
            if (row.Anchor is not null)
            {
                _anchors[index] = row.Anchor;
            }

            _heights[index] = PartHeight(row, Break(fonts, width, row), null, null);
        }

        return _heights[index];
    }

    /// <summary>Lays the cells of a row out.</summary>
    /// <returns>The text of the cell that begins in each column; no lines where none does.</returns>
    public LaidOutText[] Break(FontLibrary fonts, float width, GridRow row)
    {
        float[] widths = Widths(fonts, width);
        LaidOutText[] cells = new LaidOutText[widths.Length];
        Array.Fill(cells, LaidOutText.Empty);
        foreach ((GridCell cell, int column, int span) in row.Places(widths.Length))
        {
            cells[column] = LineBreaker.Break(
                fonts, cell.Spans.AsSpan(), SpanWidth(widths, column, span), Columns[column].Wrap, cell.MaximumLines ?? Columns[column].MaximumLines);
        }

        return cells;
    }

    /// <summary>The width of neighbouring columns with the gaps between them.</summary>
    public float SpanWidth(float[] widths, int column, int span) =>
        widths.AsSpan(column, span).ToArray().Sum() + (Style.Gap * (span - 1));

    /// <summary>The height of the lines of a row from one place in it to another.</summary>
    public float PartHeight(GridRow row, LaidOutText[] cells, int[]? from, int[]? to)
    {
        float height = 0;
        if (from is null)
        {
            foreach (GridCell cell in row.Cells)
            {
                height = Math.Max(height, cell.PictureHeight);
            }
        }

        for (int column = 0; column < cells.Length; column++)
        {
            GlyphLine[] lines = cells[column].Lines;
            float text = 0;
            for (int line = from?[column] ?? 0; line < (to?[column] ?? lines.Length); line++)
            {
                text += lines[line].Pitch;
            }

            height = Math.Max(height, text);
        }

        return height + (2 * Style.RowPadding);
    }

    /// <summary>The height of the head.</summary>
    public float HeaderHeight(FontLibrary fonts, float width) =>
        HasHeader ? Header(fonts, width).Max(cell => cell.Height) + (2 * Style.HeaderPadding) : 0;

    /// <summary>Lays the head out.</summary>
    public LaidOutText[] Header(FontLibrary fonts, float width)
    {
        float[] widths = Widths(fonts, width);
        return [.. Columns.Select((column, i) => LineBreaker.Break(fonts, [new TextSpan(column.Title, Style.Header)], widths[i]))];
    }

    private float[] Distribute(FontLibrary fonts, float width)
    {
        float[] widths = new float[Columns.Length];
        float room = width - Indent - (Style.Gap * (Columns.Length - 1));
        float weights = Columns.Sum(column => column.Weight);
        float[] natural = Columns.Any(column => column.Width is null && column.Weight == 0) ? Natural(fonts) : widths;
        for (int i = 0; i < widths.Length; i++)
        {
            widths[i] = Columns[i].Weight > 0 ? 0 : Columns[i].Width ?? natural[i];
        }

        // A flexible column keeps what its content needs, up to a quarter of the room; columns fitted to their content give way for it,
        // words before numbers, which read badly when broken.
        float flexible = Columns.Select((column, i) => column.Weight > 0 ? natural[i] : 0).Sum();
        float limit = room - Math.Min(flexible, room * LargestReserve);
        Shrink(widths, limit, column => column is { Width: null, Weight: 0, Align: TextAlign.Left });
        Shrink(widths, limit, column => column is { Width: null, Weight: 0 });
        float left = room - widths.Sum();
        for (int i = 0; i < widths.Length; i++)
        {
            if (Columns[i].Weight > 0)
            {
                widths[i] = Math.Max(1, left * Columns[i].Weight / weights);
            }
        }

        return widths;
    }

    private void Shrink(float[] widths, float limit, Func<GridColumn, bool> gives)
    {
        float excess = widths.Sum() - limit;
        float available = widths.Where((width, i) => gives(Columns[i]) && width > LeastWidth).Sum(width => width - LeastWidth);
        if (excess <= 0 || available <= 0)
        {
            return;
        }

        float share = Math.Min(1, excess / available);
        for (int i = 0; i < widths.Length; i++)
        {
            if (gives(Columns[i]) && widths[i] > LeastWidth)
            {
                widths[i] -= (widths[i] - LeastWidth) * share;
            }
        }
    }

    private float[] Natural(FontLibrary fonts)
    {
        float[] natural = [.. Columns.Select(column => Width(fonts, [new TextSpan(column.Title, Style.Header)]))];
        int step = Math.Max(1, RowCount / SampledRows);
        for (int index = 0; index < RowCount; index += step)
        {
            GridRow row = Row(index);
            foreach ((GridCell cell, int column, int span) in row.Places(natural.Length))
            {
                if (span == 1 && Columns[column].Width is null)
                {
                    natural[column] = Math.Max(natural[column], Math.Max(cell.MinimumWidth, Width(fonts, cell.Spans.AsSpan())));
                }
            }
        }

        return natural;
    }

    private static float Width(FontLibrary fonts, ReadOnlySpan<TextSpan> spans) =>
        LineBreaker.Break(fonts, spans, 10_000, maximumLines: 20).Width + 0.5f;
}
