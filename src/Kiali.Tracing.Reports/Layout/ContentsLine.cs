using System.Globalization;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>An entry of the contents: number, title, leader, page; the whole line is a link.</summary>
/// <param name="number">The section's number or letter.</param>
/// <param name="title">The section's title.</param>
/// <param name="target">The section's anchor.</param>
/// <param name="style">How the line looks.</param>
/// <param name="leader">The leader's ink.</param>
internal sealed class ContentsLine(string number, string title, string target, TextStyle style, SKColor leader) : LayoutBlock
{
    private const float NumberWidth = 10;
    private const float PageWidth = 22;
    private const float DotPitch = 3;

    /// <summary>The distance from one entry to the next in points.</summary>
    public float Pitch { get; init; } = 13.8f;

    public override string Description => $"the contents entry \"{title}\"";

    public override float Measure(FontLibrary fonts, float width) => Pitch;

    public override void Draw(DrawContext context, SKRect area)
    {
        GlyphLine numberLine = Line(context, number, NumberWidth);
        GlyphLine titleLine = Line(context, title, area.Width - NumberWidth - PageWidth);
        GlyphLine pageLine = Line(context, context.PageOf(target).ToString(CultureInfo.InvariantCulture), PageWidth);
        float baseline = area.Top + titleLine.Baseline;
        context.Text.Draw(numberLine, area.Left, baseline);
        context.Text.Draw(titleLine, area.Left + NumberWidth, baseline);
        context.Text.Draw(pageLine, area.Right - pageLine.Width, baseline);

        // Dots stand on a grid of the page, so that those of all entries are in line.
        float from = area.Left + NumberWidth + titleLine.Width + 3;
        for (float x = MathF.Ceiling(from / DotPitch) * DotPitch; x < area.Right - PageWidth + 6; x += DotPitch)
        {
            context.Fill(SKRect.Create(x, baseline - 0.6f, 0.6f, 0.6f), leader);
        }

        context.Link(area, target);
    }

    private GlyphLine Line(DrawContext context, string text, float width) =>
        LineBreaker.Break(context.Fonts, [new TextSpan(text, style)], width, maximumLines: 1).Lines[0];
}
