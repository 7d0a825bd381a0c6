using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Tests.Layout;

/// <summary>A block of a fixed height that notes on which page and where it was drawn.</summary>
internal sealed class MarkBlock(string name, float height, List<(string Name, int Page, SKRect Area)> drawn) : LayoutBlock
{
    public override string Description => name;

    public override float Measure(FontLibrary fonts, float width) => height;

    public override void Draw(DrawContext context, SKRect area) => drawn.Add((name, context.PageNumber, area));
}
