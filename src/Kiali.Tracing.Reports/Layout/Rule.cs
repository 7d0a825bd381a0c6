using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>A horizontal line.</summary>
/// <param name="color">The ink.</param>
/// <param name="thickness">The line's thickness, and the block's height, in points.</param>
/// <param name="length">How long the line is in points; as wide as its area when null.</param>
internal sealed class Rule(SKColor color, float thickness = 0.6f, float? length = null) : LayoutBlock
{
    public override float Measure(FontLibrary fonts, float width) => thickness;

    public override void Draw(DrawContext context, SKRect area) =>
        context.Fill(new SKRect(area.Left, area.Top, area.Left + (length ?? area.Width), area.Top + thickness), color);
}
