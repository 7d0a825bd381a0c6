using System.Collections.Immutable;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Puts a view into a report: its pictures and tables numbered, its folds open, its commands left out.</summary>
/// <param name="composer">Where to.</param>
internal sealed class ViewStory(ReportComposer composer)
{
    private Reference? _figure;
    private Reference? _table;

    /// <summary>Which pictures are shown; all by default.</summary>
    public Func<FigureBlock, bool> ShowsFigure { get; init; } = _ => true;

    /// <summary>Which tables are shown; all by default.</summary>
    public Func<TableBlock, bool> ShowsTable { get; init; } = _ => true;

    /// <summary>Which folds are shown, opened; all by default.</summary>
    public Func<FoldBlock, bool> ShowsFold { get; init; } = _ => true;

    /// <summary>The caption of the first table, in the report's words; empty for the view's own.</summary>
    public string TableCaption { get; init; } = string.Empty;

    /// <summary>The first picture shown, null when there was none.</summary>
    public Reference? FirstFigure => _figure;

    /// <summary>The first table shown, null when there was none.</summary>
    public Reference? FirstTable => _table;

    /// <summary>Adds a view's blocks; its title repeats what the section's says and is left out.</summary>
    public void Add(View view) => Add(view.Blocks);

    private void Add(ImmutableArray<ViewBlock> blocks)
    {
        for (int i = 0; i < blocks.Length; i++)
        {
            // A line right above a table without caption is its caption, as the notebook shows it.
            if (blocks[i] is LineBlock { Lines: [{ IsEmpty: false } line] } && i + 1 < blocks.Length && blocks[i + 1] is TableBlock { Caption: null } table && ShowsTable(table))
            {
                AddTable(table, line.PlainText);
                i++;
                continue;
            }

            Add(blocks[i]);
        }
    }

    private void Add(ViewBlock block)
    {
        switch (block)
        {
            case LineBlock lines:
                composer.Lines(lines.Lines);
                break;
            case FactsBlock facts:
                AddFacts(facts);
                break;
            case FigureBlock figure when ShowsFigure(figure):
                Reference shown = composer.Figure(figure.Figure.Title, figure.Figure);
                _figure ??= shown;
                break;
            case TableBlock table when ShowsTable(table):
                AddTable(table, Caption(table));
                break;
            case FoldBlock fold when !ShowsFold(fold):
                break;
            case FoldBlock { Blocks: [TableBlock { Caption: null } table] } fold when ShowsTable(table):
                AddTable(table, Capitalised(fold.Summary.PlainText));
                break;
            case FoldBlock fold:
                composer.Add(new Paragraph([.. PaperText.Spans([fold.Summary], Paper.Body.As(FontRole.SemiBold), Rgb.White)]) { SpaceBefore = 10, KeepWithNext = true });
                Add(fold.Blocks);
                break;
            case MessageBlock message:
                AddMessage(message);
                break;
        }
    }

    // What the notebook's caption says of frames and folds is not so on paper: a section's own words and the counts are.
    private string Caption(TableBlock table)
    {
        if (_table is not null || TableCaption.Length == 0)
        {
            return table.Caption?.PlainText ?? string.Empty;
        }

        long omitted = table.Rows.Sum(row => row.Omitted);
        long shown = table.Rows.LongCount(row => row.Omitted == 0);
        return omitted == 0 ? TableCaption : $"{TableCaption}; {NumberText.Count(shown)} of {NumberText.Count(shown + omitted)} shown";
    }

    private void AddTable(TableBlock table, string caption)
    {
        if (caption.Length == 0)
        {
            // A scale, or another table that explains the one above it.
            composer.Add(new Stack(PaperTable.Of(table)) { SpaceBefore = 6 });
            return;
        }

        Reference reference = composer.Table(caption, table);
        _table ??= reference;
    }

    private static string Capitalised(string text) =>
        text.Length > 0 && char.IsAsciiLetterLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    private void AddFacts(FactsBlock facts)
    {
        if (facts.Facts.IsEmpty)
        {
            return;
        }

        composer.Add(new SideBySide(10, [.. facts.Facts.Select(fact => (1f, (LayoutBlock)FactBlock(fact)))]) { SpaceBefore = 8 });
    }

    private static Stack FactBlock(Fact fact)
    {
        Rgb value = fact.Tone is null ? Palette.Ink : Palette.Error;
        return new Stack(
            new Paragraph(fact.Label, Paper.KeyNote) { MaximumLines = 2 },
            new Paragraph([.. PaperText.Spans([fact.Value], Paper.KeyFigure.In(Paper.Color(value)) with { Size = 10 }, Rgb.White)]) { MaximumLines = 2 });
    }

    private void AddMessage(MessageBlock message)
    {
        ImmutableArray<TextLine> lines = [message.What, .. message.Lines, .. message.Details];
        Tone? tone = message.Kind switch
        {
            MessageKind.Error => Palette.ErrorMessage,
            MessageKind.Partial or MessageKind.Stopped => Palette.PartialMessage,
            MessageKind.Warning => Palette.WarningMessage,
            _ => null,
        };
        LayoutBlock text = new Paragraph([.. PaperText.Spans(lines, Paper.Body, Rgb.White)]);
        composer.Add(tone is { } t
            ? new Inset(text) { Padding = 5, Strip = Paper.Color(t.Background), SpaceBefore = 6 }
            : new Stack(text) { SpaceBefore = 6 });
    }
}
