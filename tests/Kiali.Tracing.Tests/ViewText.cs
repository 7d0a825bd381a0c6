using Kiali.Tracing.Views;

namespace Kiali.Tracing.Tests;

/// <summary>A view's words, without any look: one line a line, a table's row with its cells parted by <c>|</c>.</summary>
internal static class ViewText
{
    public static string Of(View view) => string.Join('\n', Lines(view));

    private static IEnumerable<string> Lines(View view) => view.Blocks.SelectMany(Lines).Prepend(view.Title.PlainText);

    private static IEnumerable<string> Lines(ViewBlock block) => block switch
    {
        LineBlock lines => lines.Lines.Select(line => line.PlainText),
        FactsBlock facts => facts.Facts.Select(fact => $"{fact.Label}: {fact.Value.PlainText}"),
        FigureBlock figure => [$"[{figure.Figure.Title}] {figure.Figure.Description}"],
        MessageBlock message => [$"{message.Kind}: {message.What.PlainText}", .. message.Lines.Select(line => line.PlainText)],
        TableBlock table =>
        [
            .. table.Caption is null ? Array.Empty<string>() : [table.Caption.PlainText],
            string.Join(" | ", table.Columns.Select(column => column.Header.PlainText)),
            .. table.Rows.Select(row => row.Omitted > 0
                ? $"⋯ {row.Omitted} more"
                : string.Join(" | ", row.Cells.Select(cell => cell.Figure?.Description ?? string.Join(" / ", cell.Lines.Select(line => line.PlainText))))),
        ],
        FoldBlock fold => fold.Blocks.SelectMany(Lines).Select(line => "  " + line).Prepend("⋯ " + fold.Summary.PlainText),
        CommandsBlock commands => commands.Commands.Select(command => $"{command.Command} -- {command.Explanation.PlainText}"),
        _ => throw new NotSupportedException(block.GetType().Name),
    };
}
