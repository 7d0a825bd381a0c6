using System.Globalization;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>The foot of every page: a rule, what the report is, and the page of how many.</summary>
/// <param name="text">What the report is.</param>
internal sealed class PageFoot(string text) : LayoutBlock
{
    private const float PageWidth = 60;
    private const float Height = 16;

    public override float Measure(FontLibrary fonts, float width) => Height;

    public override void Draw(DrawContext context, SKRect area)
    {
        context.Fill(SKRect.Create(area.Left, area.Top, area.Width, 0.6f), Paper.Rule);
        GlyphLine left = LineBreaker.Break(context.Fonts, [new TextSpan(text, Paper.Foot)], area.Width - PageWidth, maximumLines: 1).Lines[0];
        string page = string.Create(CultureInfo.InvariantCulture, $"{context.PageNumber} / {context.PageCount}");
        GlyphLine right = LineBreaker.Break(context.Fonts, [new TextSpan(page, Paper.Foot)], PageWidth, maximumLines: 1).Lines[0];
        float baseline = area.Top + 12;
        context.Text.Draw(left, area.Left, baseline);
        context.Text.Draw(right, area.Right - right.Width, baseline);
    }
}
