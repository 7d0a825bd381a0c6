using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>Running text, broken into lines.</summary>
internal sealed class Paragraph : LayoutBlock
{
    private const int LeastLinesOfAPart = 2;

    private readonly TextSpan[] _spans;
    private readonly int _fromLine;
    private readonly int _lineCount = int.MaxValue;
    private LaidOutText? _layout;
    private float _layoutWidth = -1;

    public Paragraph(params TextSpan[] spans) => _spans = spans;

    public Paragraph(string text, TextStyle style)
        : this(new TextSpan(text, style))
    {
    }

    private Paragraph(Paragraph whole, int fromLine, int lineCount)
    {
        _spans = whole._spans;
        _layout = whole._layout;
        _layoutWidth = whole._layoutWidth;
        _fromLine = fromLine;
        _lineCount = lineCount;
        Align = whole.Align;
        Wrap = whole.Wrap;
        MaximumLines = whole.MaximumLines;
        LinkTo = whole.LinkTo;
        KeepWithNext = whole.KeepWithNext;
        SpaceBefore = whole.SpaceBefore;
        Anchor = fromLine == whole._fromLine ? whole.Anchor : null;
    }

    /// <summary>Where lines stand.</summary>
    public TextAlign Align { get; init; }

    /// <summary>Where lines break.</summary>
    public TextWrap Wrap { get; init; }

    /// <summary>How many lines at most; the rest is cut and marked by an ellipsis.</summary>
    public int MaximumLines { get; init; } = int.MaxValue;

    /// <summary>The anchor that a click on the text leads to, null when none.</summary>
    public string? LinkTo { get; init; }

    public override string Description => _spans.Length == 0 ? "an empty paragraph" : $"the paragraph \"{Shorten(_spans[0].Text)}\"";

    public override float Measure(FontLibrary fonts, float width) => Lines(fonts, width).Sum(line => line.Pitch);

    public override BlockSplit Split(FontLibrary fonts, float width, float height, bool force)
    {
        GlyphLine[] lines = [.. Lines(fonts, width)];
        float used = 0;
        int fit = 0;
        while (fit < lines.Length && used + lines[fit].Pitch <= height + Tolerance)
        {
            used += lines[fit++].Pitch;
        }

        if (fit == lines.Length)
        {
            return BlockSplit.Whole(this, used);
        }

        // No single line alone at the foot or the head of a page, unless the page has room for no more.
        int head = Math.Min(fit, lines.Length - LeastLinesOfAPart);
        if (head < LeastLinesOfAPart)
        {
            head = force ? fit : 0;
        }

        return head == 0
            ? BlockSplit.Nothing(this)
            : new BlockSplit(
                new Paragraph(this, _fromLine, head),
                lines.Take(head).Sum(line => line.Pitch),
                new Paragraph(this, _fromLine + head, lines.Length - head));
    }

    public override void Draw(DrawContext context, SKRect area)
    {
        float y = area.Top;
        foreach (GlyphLine line in Lines(context.Fonts, area.Width))
        {
            context.Text.Draw(line, TextPainter.LeftOf(line, area.Left, area.Width, Align), y + line.Baseline);
            y += line.Pitch;
        }

        if (LinkTo is not null)
        {
            context.Link(new SKRect(area.Left, area.Top, area.Right, y), LinkTo);
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");

    private IEnumerable<GlyphLine> Lines(FontLibrary fonts, float width)
    {
        if (_layout is null || _layoutWidth != width)
        {
            _layout = LineBreaker.Break(fonts, _spans, width, Wrap, MaximumLines);
            _layoutWidth = width;
        }

        return _layout.Lines.Skip(_fromLine).Take(_lineCount);
    }
}
