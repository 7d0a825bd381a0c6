using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Rendering.Text;

/// <summary>Renders views as plain text for a terminal or a notebook's <c>text/plain</c>: aligned columns, no colour, no escape sequence.</summary>
public static class TextRenderer
{
    /// <summary>The width of a line when the terminal does not say, in columns.</summary>
    public const int DefaultWidth = 120;

    private const int LeastWidth = 20;
    private const int ProgressWidth = 40;

    /// <summary>Renders a view.</summary>
    /// <param name="view">The view; its texts may hold anything.</param>
    /// <param name="width">The most columns of a line, at least 20; default <see cref="DefaultWidth"/>. Sentences are broken, cells cut with <c>…</c>.</param>
    /// <returns>Lines that end in LF. Control characters are written out, pictures are said in their one-line description.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is below 20.</exception>
    public static string Render(View view, int width = DefaultWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, LeastWidth);
        StringBuilder text = new();
        if (!view.Title.IsEmpty)
        {
            Append(text, [view.Title], width, "");
        }

        AppendBlocks(text, view.Blocks, width, "");
        return text.ToString();
    }

    private static void AppendBlocks(StringBuilder text, ImmutableArray<ViewBlock> blocks, int width, string indent)
    {
        bool afterLines = true;
        foreach (ViewBlock block in blocks)
        {
            if ((!afterLines || block is not LineBlock) && text.Length > 0)
            {
                text.Append('\n');
            }

            AppendBlock(text, block, width, indent);
            afterLines = block is LineBlock && afterLines;
        }
    }

    private static void AppendBlock(StringBuilder text, ViewBlock block, int width, string indent)
    {
        switch (block)
        {
            case LineBlock lines:
                Append(text, lines.Lines, width, indent);
                break;
            case FactsBlock facts:
                Append(text, [string.Join(" · ", facts.Facts.Select(fact => $"{fact.Label}: {fact.Value.PlainText}"))], width, indent);
                break;
            case FigureBlock figure:
                Append(text, [$"[picture: {figure.Figure.Title}] {figure.Figure.Description}"], width, indent);
                break;
            case TableBlock table:
                Append(text, table.Caption is { IsEmpty: false } caption ? [caption] : [], width, indent);
                foreach (string line in new TextTable(table, Math.Max(LeastWidth, width - indent.Length)).Lines())
                {
                    text.Append(indent).Append(line).Append('\n');
                }

                break;
            case MessageBlock message:
                string before = message.Kind == MessageKind.Note ? "" : MessageMark.Of(message.Kind).Word + ": ";
                Append(text, [[before, .. message.What]], width, indent);
                Append(text, message.Lines, width, indent + "  ");
                Append(text, message.Details, width, indent + "  ");
                break;
            case CommandsBlock commands:
                AppendCommands(text, commands, width, indent);
                break;
            case ProgressBlock progress:
                Append(text, [Progress(progress)], width, indent);
                break;
            case FoldBlock fold:
                Append(text, [fold.Summary], width, indent);
                AppendBlocks(text, fold.Blocks, width, indent + "  ");
                break;
            default:
                throw new NotSupportedException($"The block {block.GetType().Name} has no text.");
        }
    }

    // A command is copied whole: it is never cut or broken.
    private static void AppendCommands(StringBuilder text, CommandsBlock block, int width, string indent)
    {
        Append(text, block.Heading.IsEmpty ? [] : [block.Heading], width, indent);
        int column = block.Commands.Select(hint => TextWidth.Columns(VisibleText.OnOneLine(hint.Command))).DefaultIfEmpty(0).Max();
        foreach (CommandHint hint in block.Commands)
        {
            string command = VisibleText.OnOneLine(hint.Command);
            string padding = new(' ', column - TextWidth.Columns(command) + 2);
            text.Append(indent).Append("  ").Append($"{command}{padding}{TextWrap.Plain(hint.Explanation)}".TrimEnd()).Append('\n');
        }
    }

    private static TextLine Progress(ProgressBlock block)
    {
        if (block.Fraction is not { } fraction || !double.IsFinite(fraction))
        {
            return block.Counts;
        }

        int done = (int)Math.Round(ProgressWidth * Math.Clamp(fraction, 0, 1));
        string percent = NumberText.WithUnit(NumberText.Fixed(Math.Clamp(fraction, 0, 1) * 100, 0), "%");
        return [$"[{new string('#', done)}{new string('.', ProgressWidth - done)}] {percent} · ", .. block.Counts];
    }

    private static void Append(StringBuilder text, ImmutableArray<TextLine> lines, int width, string indent)
    {
        foreach (TextLine line in lines)
        {
            foreach (string piece in TextWrap.Wrap(TextWrap.Plain(line), Math.Max(LeastWidth, width - indent.Length)))
            {
                text.Append($"{indent}{piece}".TrimEnd()).Append('\n');
            }
        }
    }
}
