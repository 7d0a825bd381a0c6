using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Rendering.Svg;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Rendering.Html;

/// <summary>Writes tables. Front ends align cells as they like, so what is left or centred says so in a <c>div</c> of its own.</summary>
internal static class HtmlTable
{
    private const int ShortHeader = 16;

    public static bool TryWrite(StringBuilder html, TableBlock table, HtmlLimits limits)
    {
        bool wide = table.Look != TableLook.Matrix;
        html.Append("<table border=\"0\" cellspacing=\"0\" cellpadding=\"4\"").Append(wide ? " width=\"960\"" : "").Append(">\n");
        if (table.HasHeader)
        {
            html.Append("<thead>\n<tr>");
            foreach (TableColumn column in table.Columns)
            {
                WriteHeader(html, column, limits);
            }

            html.Append("</tr>\n</thead>\n");
        }

        html.Append("<tbody>\n");
        bool needsWidths = !table.HasHeader;
        foreach (TableRow row in Shown(table.Rows, limits.Rows))
        {
            if (row.Omitted > 0)
            {
                WriteOmitted(html, row, table);
            }
            else
            {
                WriteRow(html, row, table, needsWidths, limits);
                needsWidths = false;
            }

            if (html.Length > limits.Bytes)
            {
                return false;
            }
        }

        html.Append("</tbody>\n</table>\n");
        return true;
    }

    /// <summary>Head and tail of what does not fit, with a row that counts the rest.</summary>
    private static ImmutableArray<TableRow> Shown(ImmutableArray<TableRow> rows, int maximum)
    {
        if (rows.Length <= maximum)
        {
            return rows;
        }

        int tail = maximum / 4;
        int head = maximum - tail;
        long omitted = rows[head..^tail].Sum(row => row.Omitted > 0 ? row.Omitted : 1);
        return [.. rows[..head], TableRow.More(omitted) with { OmittedWord = "more, left out to keep the cell small" }, .. rows[^tail..]];
    }

    private static void WriteHeader(StringBuilder html, TableColumn column, HtmlLimits limits)
    {
        Open(html, "th", column.Align, null, column.Width, column.Tooltip, 1);
        WriteHeaderLine(html, column.Header, limits);
        if (column.SubHeader is { IsEmpty: false } second)
        {
            html.Append("<br>");
            WriteHeaderLine(html, second, limits);
        }

        Close(html, "th", column.Align);
    }

    private static void WriteHeaderLine(StringBuilder html, TextLine line, HtmlLimits limits)
    {
        bool isShort = line.PlainText.Length <= ShortHeader;
        TextLine kept = isShort ? TextLine.Create([.. line.Select(run => run with { Text = NameText.NoBreak(run.Text) })]) : line;
        HtmlInline.AppendLine(html, kept, limits, bold: true);
    }

    private static void WriteOmitted(StringBuilder html, TableRow row, TableBlock table)
    {
        Tone? tone = table.Look == TableLook.Logs ? Palette.LogRow with { Text = Palette.LogMuted } : null;
        html.Append("<tr>");
        Open(html, "td", CellAlign.Left, tone, null, null, table.Columns.Length);
        HtmlInline.AppendText(html, $"⋯ {NumberText.Count(row.Omitted)} {row.OmittedWord}");
        CloseFont(html, tone);
        Close(html, "td", CellAlign.Left);
        html.Append("</tr>\n");
    }

    private static void WriteRow(StringBuilder html, TableRow row, TableBlock table, bool withWidths, HtmlLimits limits)
    {
        html.Append("<tr>");
        int place = 0;
        foreach (TableCell cell in row.Cells)
        {
            TableColumn? column = place < table.Columns.Length ? table.Columns[place] : null;
            WriteCell(html, cell, column, withWidths, limits);
            place += Math.Max(1, cell.ColumnSpan);
        }

        for (; place < table.Columns.Length; place++)
        {
            html.Append("<td></td>");
        }

        html.Append("</tr>\n");
    }

    private static void WriteCell(StringBuilder html, TableCell cell, TableColumn? column, bool withWidth, HtmlLimits limits)
    {
        CellAlign align = column?.Align ?? CellAlign.Left;
        string element = cell.IsHeader ? "th" : "td";
        Open(html, element, align, cell.Tone, withWidth ? column?.Width : null, cell.Tooltip, cell.ColumnSpan);
        bool linked = WriteLinkStart(html, cell.Link);
        bool folds = cell.Folded.Length > 0;
        if (folds)
        {
            html.Append("<details><summary>");
        }

        WriteLines(html, cell.Lines, cell, limits);
        if (folds)
        {
            html.Append(" ⋯</summary>");
            WriteLines(html, cell.Folded, cell, limits);
            html.Append("</details>");
        }

        html.Append(linked ? "</a>" : "");
        if (cell.Figure is { } figure)
        {
            html.Append(cell.Lines.Length > 0 ? " " : "");
            HtmlRenderer.AppendImage(html, figure, SvgRenderer.Render(figure));
        }

        CloseFont(html, cell.Tone);
        Close(html, element, align);
    }

    private static void WriteLines(StringBuilder html, ImmutableArray<TextLine> lines, TableCell cell, HtmlLimits limits)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            html.Append(i > 0 ? "<br>" : "");
            HtmlInline.AppendLine(html, lines[i], limits, colored: cell.Tone is not null, bold: cell.IsHeader);
        }
    }

    // The reader sees where a link leads before following it; anything but the web is not a link.
    private static bool WriteLinkStart(StringBuilder html, Uri? link)
    {
        if (link is not { IsAbsoluteUri: true } || (link.Scheme != Uri.UriSchemeHttp && link.Scheme != Uri.UriSchemeHttps) || link.UserInfo.Length > 0)
        {
            return false;
        }

        html.Append("<a");
        HtmlInline.AppendAttribute(html, "href", link.AbsoluteUri);
        HtmlInline.AppendAttribute(html, "title", link.Host);
        html.Append('>');
        return true;
    }

    private static void Open(StringBuilder html, string element, CellAlign align, Tone? tone, int? width, string? tooltip, int span)
    {
        html.Append('<').Append(element).Append(" align=\"").Append(Word(align)).Append('"');
        if (tone is { } ground)
        {
            html.Append(" bgcolor=\"").Append(ground.Background.Hex).Append('"');
        }

        if (width is { } px)
        {
            html.Append(CultureInfo.InvariantCulture, $" width=\"{px}\"");
        }

        if (span > 1)
        {
            html.Append(CultureInfo.InvariantCulture, $" colspan=\"{span}\"");
        }

        if (!string.IsNullOrEmpty(tooltip))
        {
            HtmlInline.AppendAttribute(html, "title", tooltip);
        }

        html.Append('>').Append(align == CellAlign.Right ? "" : $"<div align=\"{Word(align)}\">");
        if (tone is { } text)
        {
            html.Append("<font color=\"").Append(text.Text.Hex).Append("\">");
        }
    }

    private static void CloseFont(StringBuilder html, Tone? tone) => html.Append(tone is null ? "" : "</font>");

    private static void Close(StringBuilder html, string element, CellAlign align) =>
        html.Append(align == CellAlign.Right ? "" : "</div>").Append("</").Append(element).Append('>');

    private static string Word(CellAlign align) => align switch
    {
        CellAlign.Right => "right",
        CellAlign.Center => "center",
        _ => "left",
    };
}
