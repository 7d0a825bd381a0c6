using System.Globalization;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Reports.Finishing;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Collects the blocks of a report in order, and numbers its sections, figures and tables.</summary>
internal sealed class ReportComposer
{
    private const float FigureHeight = 640;

    private readonly List<LayoutBlock> _blocks = [];
    private readonly List<ContentsEntry> _contents = [];
    private readonly List<OutlineEntry> _outline = [];
    private readonly Dictionary<EvidenceKind, Reference> _evidence = [];
    private readonly List<Func<Warning?>> _warnings = [];
    private int _figures;
    private int _tables;
    private int _sections;
    private int _appendices;

    /// <summary>The blocks so far.</summary>
    public IReadOnlyList<LayoutBlock> Blocks => _blocks;

    /// <summary>The sections so far.</summary>
    public IReadOnlyList<ContentsEntry> Contents => _contents;

    /// <summary>The bookmarks so far: sections, and figures and tables below them.</summary>
    public IReadOnlyList<OutlineEntry> Outline => _outline;

    /// <summary>Which figure or table shows what statements speak of.</summary>
    public IReadOnlyDictionary<EvidenceKind, Reference> Evidence => _evidence;

    /// <summary>What could not be shown; complete once the report is drawn.</summary>
    public IEnumerable<Warning> Warnings => _warnings.Select(warning => warning()).OfType<Warning>();

    /// <summary>How many figures there are.</summary>
    public int FigureCount => _figures;

    /// <summary>How many tables there are.</summary>
    public int TableCount => _tables;

    /// <summary>Notes which figure or table shows something; the first one counts.</summary>
    public void Show(EvidenceKind kind, Reference reference) => _evidence.TryAdd(kind, reference);

    /// <summary>Notes something that may turn out, once the report is drawn, not to have been shown.</summary>
    /// <param name="warning">Makes the warning; null when all was shown.</param>
    public void Warn(Func<Warning?> warning) => _warnings.Add(warning);

    /// <summary>Begins a section, on the same page when there is room for its beginning.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="onNewPage">Whether it begins a page.</param>
    /// <param name="isAppendix">Whether it has a letter instead of a number.</param>
    public void Section(string title, bool onNewPage = true, bool isAppendix = false)
    {
        string number = isAppendix
            ? ((char)('A' + _appendices++)).ToString()
            : (++_sections).ToString(CultureInfo.InvariantCulture);
        ContentsEntry entry = new(number, title, $"section-{number}");
        _contents.Add(entry);
        _outline.Add(new OutlineEntry($"{number}  {title}", entry.Anchor, 0));
        if (onNewPage)
        {
            _blocks.Add(new PageBreak());
        }

        _blocks.Add(new Paragraph(new TextSpan(number + "  ", Paper.Section.In(Paper.Accent)), new TextSpan(title, Paper.Section))
        {
            Anchor = entry.Anchor,
            SpaceBefore = 22,
            KeepWithNext = true,
        });
    }

    /// <summary>Adds a heading inside a section.</summary>
    public void Heading(string text) =>
        _blocks.Add(new Paragraph(text, Paper.SubHeading) { SpaceBefore = 14, KeepWithNext = true });

    /// <summary>Adds a paragraph.</summary>
    public void Text(string text) => Add(new Paragraph(text, Paper.Body) { SpaceBefore = 6 });

    /// <summary>Adds a paragraph of second rank.</summary>
    public void Note(string text) => Add(new Paragraph(text, Paper.Note) { SpaceBefore = 4 });

    /// <summary>Adds lines of a view.</summary>
    public void Lines(params IEnumerable<TextLine> lines)
    {
        foreach (TextLine line in lines.Where(line => !line.IsEmpty))
        {
            Add(new Paragraph([.. PaperText.Spans([line], Paper.Body, Rgb.White)]) { SpaceBefore = 4 });
        }
    }

    /// <summary>Adds a block.</summary>
    public void Add(LayoutBlock block) => _blocks.Add(block);

    /// <summary>Adds a numbered figure under its caption.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="maximumHeight">How high it may be, in points.</param>
    /// <returns>How to point at it.</returns>
    public Reference Figure(string caption, Figure figure, float maximumHeight = FigureHeight)
    {
        (Reference reference, Stack block) = FigureBlock(caption, figure, maximumHeight);
        _blocks.Add(block);
        _outline.Add(new OutlineEntry($"{reference.Label}  {caption}", reference.Anchor, 1));
        return reference;
    }

    /// <summary>Makes a numbered figure without adding it.</summary>
    public (Reference Reference, Stack Block) FigureBlock(string caption, Figure figure, float maximumHeight)
    {
        Reference reference = Numbered("Figure", ++_figures);
        Stack block = new(Caption(reference, caption), FigureDrawing.Of(figure, maximumHeight)) { SpaceBefore = 12, Anchor = reference.Anchor };
        return (reference, block);
    }

    /// <summary>Adds a numbered table under its caption.</summary>
    /// <param name="caption">What it shows: order, how many are shown, how many there are.</param>
    /// <param name="table">The table.</param>
    /// <returns>How to point at it.</returns>
    public Reference Table(string caption, LayoutBlock table)
    {
        Reference reference = Numbered("Table", ++_tables);
        _blocks.Add(new Stack(Caption(reference, caption), table) { SpaceBefore = 12, Anchor = reference.Anchor });
        _outline.Add(new OutlineEntry($"{reference.Label}  {caption}", reference.Anchor, 1));
        return reference;
    }

    /// <summary>Adds a numbered table of a view.</summary>
    public Reference Table(string caption, TableBlock table) => Table(caption, PaperTable.Of(table));

    private static Reference Numbered(string word, int number) => new(
        string.Create(CultureInfo.InvariantCulture, $"{word} {number}"),
        string.Create(CultureInfo.InvariantCulture, $"{(word == "Figure" ? "figure" : "table")}-{number}"));

    private static Paragraph Caption(Reference reference, string caption) =>
        new(new TextSpan(reference.Label, Paper.CaptionNumber), new TextSpan("  " + caption, Paper.Caption)) { KeepWithNext = true };
}
