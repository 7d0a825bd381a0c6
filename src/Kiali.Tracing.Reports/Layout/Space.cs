using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>Nothing, of a height.</summary>
/// <param name="height">The height in points.</param>
internal sealed class Space(float height) : LayoutBlock
{
    public override float Measure(FontLibrary fonts, float width) => height;

    public override void Draw(DrawContext context, SKRect area)
    {
    }
}
