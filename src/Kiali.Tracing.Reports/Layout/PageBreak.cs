using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>Ends the page; at the top of a page it does nothing.</summary>
internal sealed class PageBreak : LayoutBlock
{
    public override bool IsBlank => true;

    public override float Measure(FontLibrary fonts, float width) => 0;

    public override void Draw(DrawContext context, SKRect area)
    {
    }
}
