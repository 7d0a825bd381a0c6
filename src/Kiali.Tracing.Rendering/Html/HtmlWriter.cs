using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Rendering.Svg;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Rendering.Html;

/// <summary>Writes a view's blocks, within limits.</summary>
internal sealed class HtmlWriter(HtmlLimits limits)
{
    private const int ProgressWidth = 480;
    private const int CommandWidth = 420;
    private const int MessageMarkWidth = 90;

    private readonly StringBuilder html = new();

    public override string ToString() => html.ToString();

    /// <summary>Writes a view; false when it has become too long.</summary>
    public bool TryWrite(View view)
    {
        if (!view.Title.IsEmpty)
        {
            WriteLine("div", [view.Title]);
        }

        return TryWriteBlocks(view.Blocks);
    }

    private bool TryWriteBlocks(ImmutableArray<ViewBlock> blocks)
    {
        // A front end leaves no gap below a table: lines after anything but lines are a paragraph.
        bool afterLines = true;
        foreach (ViewBlock block in blocks)
        {
            if (!TryWriteBlock(block, afterLines) || html.Length > limits.Bytes)
            {
                return false;
            }

            afterLines &= block is LineBlock;
        }

        return true;
    }

    private bool TryWriteBlock(ViewBlock block, bool afterLines)
    {
        switch (block)
        {
            case LineBlock lines when afterLines:
                foreach (TextLine line in lines.Lines)
                {
                    WriteLine("div", [line]);
                }

                return true;
            case LineBlock lines:
                WriteLine("p", lines.Lines);
                return true;
            case FactsBlock facts:
                WriteFacts(facts);
                return true;
            case FigureBlock figure:
                WriteFigure(figure.Figure);
                return true;
            case TableBlock table:
                if (table.Caption is { IsEmpty: false } caption)
                {
                    WriteLine("p", [caption]);
                }

                return HtmlTable.TryWrite(html, table, limits);
            case MessageBlock message:
                WriteMessage(message);
                return true;
            case CommandsBlock commands:
                return TryWriteCommands(commands);
            case ProgressBlock progress:
                WriteProgress(progress);
                return true;
            case FoldBlock fold:
                html.Append("<details><summary>⋯ ");
                HtmlInline.AppendLine(html, fold.Summary, limits);
                html.Append("</summary>\n");
                bool fits = TryWriteBlocks(fold.Blocks);
                html.Append("</details>\n");
                return fits;
            default:
                throw new NotSupportedException($"The block {block.GetType().Name} has no HTML.");
        }
    }

    private void WriteLine(string element, ImmutableArray<TextLine> lines)
    {
        html.Append('<').Append(element).Append(" align=\"left\">");
        for (int i = 0; i < lines.Length; i++)
        {
            html.Append(i > 0 ? "<br>" : "");
            HtmlInline.AppendLine(html, lines[i], limits);
        }

        html.Append("</").Append(element).Append(">\n");
    }

    private void WriteFacts(FactsBlock block)
    {
        html.Append("<table border=\"0\" cellspacing=\"0\" cellpadding=\"4\" width=\"960\">\n<tbody>\n<tr>");
        foreach (Fact fact in block.Facts)
        {
            html.Append("<td align=\"left\"").Append(fact.Tone is { } tone ? $" bgcolor=\"{tone.Background.Hex}\"" : "");
            if (!string.IsNullOrEmpty(fact.Tooltip))
            {
                HtmlInline.AppendAttribute(html, "title", fact.Tooltip);
            }

            html.Append("><div align=\"left\">").Append(fact.Tone is { } text ? $"<font color=\"{text.Text.Hex}\">" : "");
            HtmlInline.AppendLine(html, fact.Label, limits);
            html.Append("<br><b>");
            HtmlInline.AppendLine(html, fact.Value, limits, colored: fact.Tone is not null, bold: true);
            html.Append("</b>").Append(fact.Tone is null ? "" : "</font>").Append("</div></td>");
        }

        html.Append("</tr>\n</tbody>\n</table>\n");
    }

    private void WriteFigure(Figure figure)
    {
        string svg = SvgRenderer.Render(figure);
        if (Encoding.UTF8.GetByteCount(svg) <= limits.FigureBytes)
        {
            HtmlRenderer.AppendImage(html, figure, svg);
            html.Append('\n');
            return;
        }

        WriteLine("p",
        [
            [TextRun.Strong("picture left out"), $" to keep the cell small; --format svg -o FILE writes it. {figure.Description}"],
        ]);
    }

    private void WriteMessage(MessageBlock message)
    {
        if (message.Kind == MessageKind.Note)
        {
            WriteLine("p", [message.What, .. message.Lines]);
            return;
        }

        (string word, Tone tone) = MessageMark.Of(message.Kind);
        html.Append(CultureInfo.InvariantCulture, $"""
            <table border="0" cellspacing="0" cellpadding="4" width="960">
            <tbody>
            <tr><td align="center" bgcolor="{tone.Background.Hex}" width="{MessageMarkWidth}"><div align="center"><font color="{tone.Text.Hex}"><b>{word}</b></font></div></td><td align="left"><div align="left"><b>
            """);
        HtmlInline.AppendLine(html, message.What, limits, bold: true);
        html.Append("</b>");
        AppendLines(message.Lines, before: "<br>");
        if (message.Details.Length > 0)
        {
            html.Append("<br><details><summary>⋯ details</summary>");
            AppendLines(message.Details, before: "");
            html.Append("</details>");
        }

        html.Append("</div></td></tr>\n</tbody>\n</table>\n");
    }

    private void AppendLines(ImmutableArray<TextLine> lines, string before)
    {
        foreach (TextLine line in lines)
        {
            html.Append(before);
            HtmlInline.AppendLine(html, line, limits);
            before = "<br>";
        }
    }

    private bool TryWriteCommands(CommandsBlock block)
    {
        if (!block.Heading.IsEmpty)
        {
            WriteLine("p", [block.Heading]);
        }

        TableBlock table = new(
            [new("") { Width = CommandWidth }, new("")],
            [.. block.Commands.Select(hint => TableRow.Of(TextRun.Code(hint.Command), hint.Explanation))]);
        return HtmlTable.TryWrite(html, table, limits);
    }

    private void WriteProgress(ProgressBlock block)
    {
        double fraction = double.IsFinite(block.Fraction ?? 0) ? Math.Clamp(block.Fraction ?? 0, 0, 1) : 0;
        int done = (int)Math.Round(ProgressWidth * fraction);
        html.Append("<table border=\"0\" cellspacing=\"0\" cellpadding=\"4\" width=\"480\">\n<tbody>\n<tr>");
        foreach ((Rgb color, int width) in ((Rgb, int)[])[(Palette.Bar, done), (Palette.NoDataCell.Background, ProgressWidth - done)])
        {
            if (width > 0)
            {
                html.Append(CultureInfo.InvariantCulture, $"<td align=\"left\" bgcolor=\"{color.Hex}\" width=\"{width}\"><div align=\"left\">&nbsp;</div></td>");
            }
        }

        html.Append("</tr>\n</tbody>\n</table>\n");
        WriteLine("p", [block.Fraction is null ? block.Counts : [TextRun.Strong(NumberText.WithUnit(NumberText.Fixed(fraction * 100, 0), "%")), " · ", .. block.Counts]]);
    }
}
