using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>A table that flows over pages: its head is repeated, and a row higher than a page goes on on the next one.</summary>
internal sealed class Grid : LayoutBlock
{
    // A row that takes a good part of a page is split where the page ends; moving it to the next would leave a hole.
    private const float TallRow = 200;
    private const float LeastPartOfTallRow = 60;

    private const int LeastRowsOfAPart = 2;

    private readonly GridLayout _layout;
    private readonly RowCursor _from;
    private readonly RowCursor _to;

    /// <summary>Creates a table.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="rowCount">How many rows there are.</param>
    /// <param name="row">Makes a row; it is asked for each row twice and must give the same one.</param>
    /// <param name="style">How it looks.</param>
    public Grid(ImmutableArray<GridColumn> columns, int rowCount, Func<int, GridRow> row, GridStyle style)
    {
        _layout = new GridLayout(columns, rowCount, row, style);
        _from = new RowCursor(0);
        _to = new RowCursor(rowCount);
    }

    private Grid(Grid whole, RowCursor from, RowCursor to)
    {
        _layout = whole._layout;
        _from = from;
        _to = to;
        SpaceBefore = whole.SpaceBefore;
        KeepWithNext = whole.KeepWithNext;
        Anchor = from == whole._from ? whole.Anchor : null;
    }

    public override string Description =>
        string.Create(CultureInfo.InvariantCulture, $"the table of {_layout.RowCount} rows that begins with the column \"{_layout.Columns[0].Title}\"");

    // The rows that have something in this part: the last one only when the part ends inside it.
    private int EndRow => _to.Lines is null ? _to.Row : _to.Row + 1;

    public override float Measure(FontLibrary fonts, float width)
    {
        float height = _layout.HeaderHeight(fonts, width);
        for (int row = _from.Row; row < EndRow; row++)
        {
            height += PartHeight(fonts, width, row);
        }

        return height;
    }

    public override BlockSplit Split(FontLibrary fonts, float width, float height, bool force)
    {
        float used = _layout.HeaderHeight(fonts, width);
        for (int row = _from.Row; row < EndRow; row++)
        {
            float rowHeight = PartHeight(fonts, width, row);
            if (used + rowHeight > height + Tolerance)
            {
                if ((force && row == _from.Row) || (rowHeight > TallRow && height - used > LeastPartOfTallRow))
                {
                    return SplitRow(fonts, width, height, used, row);
                }

                bool strands = row == _from.Row + 1 && !force && EndRow - _from.Row > LeastRowsOfAPart && _from.Lines is null;
                return row > _from.Row && !strands
                    ? new BlockSplit(new Grid(this, _from, new RowCursor(row)), used, new Grid(this, new RowCursor(row), _to))
                    : BlockSplit.Nothing(this);
            }

            used += rowHeight;
        }

        return used <= height + Tolerance ? BlockSplit.Whole(this, used) : BlockSplit.Nothing(this);
    }

    public override void Draw(DrawContext context, SKRect area)
    {
        float y = DrawHeader(context, area);
        for (int row = _from.Row; row < EndRow; row++)
        {
            y = DrawRow(context, area, y, row);
        }

        if (_layout.HasHeader)
        {
            context.Line(new SKPoint(area.Left, y), new SKPoint(RightOf(context, area), y), _layout.Style.Rule, 0.6f);
        }
    }

    public override void CollectAnchors(FontLibrary fonts, SKRect area, Action<string, float> found)
    {
        base.CollectAnchors(fonts, area, found);
        float y = area.Top + _layout.HeaderHeight(fonts, area.Width);
        for (int row = _from.Row; row < EndRow; row++)
        {
            float top = y;
            y += PartHeight(fonts, area.Width, row);
            if (From(row) is null && _layout.Anchor(row) is { } anchor)
            {
                found(anchor, top);
            }
        }
    }

    private float RightOf(DrawContext context, SKRect area) => area.Left + _layout.UsedWidth(context.Fonts, area.Width);

    private int[]? From(int row) => row == _from.Row ? _from.Lines : null;

    private int[]? To(int row) => row == _to.Row ? _to.Lines : null;

    private float PartHeight(FontLibrary fonts, float width, int index)
    {
        int[]? from = From(index);
        int[]? to = To(index);
        if (from is null && to is null)
        {
            return _layout.RowHeight(fonts, width, index);
        }

        GridRow row = _layout.Row(index);
        return _layout.PartHeight(row, _layout.Break(fonts, width, row), from, to);
    }

    // As many lines of each cell as fit; the rest of the row goes on under a repeated head.
    private BlockSplit SplitRow(FontLibrary fonts, float width, float height, float above, int index)
    {
        float room = height - above - (2 * _layout.Style.RowPadding);
        GridRow row = _layout.Row(index);
        LaidOutText[] cells = _layout.Break(fonts, width, row);
        int[]? from = From(index);
        int[]? end = To(index);
        int[] to = new int[cells.Length];
        bool progress = false;
        for (int column = 0; column < cells.Length; column++)
        {
            int line = from?[column] ?? 0;
            int last = end?[column] ?? cells[column].Lines.Length;
            float used = 0;
            while (line < last && used + cells[column].Lines[line].Pitch <= room + Tolerance)
            {
                used += cells[column].Lines[line++].Pitch;
                progress = true;
            }

            to[column] = line;
        }

        RowCursor cut = new(index, to);
        return progress
            ? new BlockSplit(
                new Grid(this, _from, cut), above + _layout.PartHeight(row, cells, from, to), new Grid(this, cut, _to))
            : BlockSplit.Nothing(this);
    }

    private float DrawHeader(DrawContext context, SKRect area)
    {
        if (!_layout.HasHeader)
        {
            return area.Top;
        }

        GridStyle style = _layout.Style;
        float[] widths = _layout.Widths(context.Fonts, area.Width);
        LaidOutText[] cells = _layout.Header(context.Fonts, area.Width);
        float height = _layout.HeaderHeight(context.Fonts, area.Width);
        float x = area.Left + _layout.Indent;
        for (int column = 0; column < cells.Length; column++)
        {
            float y = area.Top + height - style.HeaderPadding - cells[column].Height;
            DrawLines(context, cells[column].Lines, SKRect.Create(x, y, widths[column], 0), _layout.Columns[column].Align);
            x += widths[column] + style.Gap;
        }

        float bottom = area.Top + height;
        context.Line(new SKPoint(area.Left, bottom), new SKPoint(RightOf(context, area), bottom), style.Rule, 0.6f);
        return bottom;
    }

    private float DrawRow(DrawContext context, SKRect area, float top, int index)
    {
        GridStyle style = _layout.Style;
        GridRow row = _layout.Row(index);
        float[] widths = _layout.Widths(context.Fonts, area.Width);
        LaidOutText[] cells = _layout.Break(context.Fonts, area.Width, row);
        int[]? from = From(index);
        int[]? to = To(index);
        float height = _layout.PartHeight(row, cells, from, to);
        float right = RightOf(context, area);
        if (row.Tint is { } tint)
        {
            context.Fill(new SKRect(area.Left, top, right, top + height), tint);
        }

        if (row.Strip is { } strip)
        {
            context.Fill(SKRect.Create(area.Left, top, style.StripWidth, height), strip);
        }

        float x = area.Left + _layout.Indent;
        foreach ((GridCell cell, int column, int span) in row.Places(widths.Length))
        {
            float width = _layout.SpanWidth(widths, column, span);
            int first = from?[column] ?? 0;
            int last = to?[column] ?? cells[column].Lines.Length;
            SKRect place = SKRect.Create(x, top, width, height);
            if (cell.Ground is { } ground)
            {
                float half = style.Gap / 2;
                context.Fill(new SKRect(Math.Max(area.Left, x - half), top, Math.Min(right, x + width + half), top + height), ground);
            }

            DrawCell(context, cell, cells[column].Lines.AsSpan(first, last - first), place, _layout.Columns[column].Align);
            x += width + style.Gap;
        }

        float bottom = top + height;
        if (style.RowRule is { } rule && index + 1 < _layout.RowCount)
        {
            context.Line(new SKPoint(area.Left, bottom), new SKPoint(right, bottom), rule, 0.5f);
        }

        return bottom;
    }

    private void DrawCell(DrawContext context, GridCell cell, ReadOnlySpan<GlyphLine> lines, SKRect place, TextAlign align)
    {
        SKRect text = new(place.Left, place.Top + _layout.Style.RowPadding, place.Right, place.Bottom);
        cell.Picture?.Invoke(context, text);
        if (cell.PageOf is { } target)
        {
            string page = context.PageOf(target).ToString(CultureInfo.InvariantCulture);
            TextStyle style = cell.Spans.Length > 0 ? cell.Spans[0].Style : _layout.Style.Header;
            lines = LineBreaker.Break(context.Fonts, [new TextSpan(page, style)], place.Width, maximumLines: 1).Lines;
        }

        DrawLines(context, lines, text, cell.Align ?? align);
        if ((cell.LinkTo ?? cell.PageOf) is { } link)
        {
            context.Link(place, link);
        }

        if (cell.Url is { } url)
        {
            context.Link(place, url);
        }
    }

    private static void DrawLines(DrawContext context, ReadOnlySpan<GlyphLine> lines, SKRect area, TextAlign align)
    {
        float y = area.Top;
        foreach (GlyphLine line in lines)
        {
            context.Text.Draw(line, TextPainter.LeftOf(line, area.Left, area.Width, align), y + line.Baseline);
            y += line.Pitch;
        }
    }
}
