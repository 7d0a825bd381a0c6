using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>A picture that keeps its proportions and is never split.</summary>
/// <param name="name">What it is, for the message when it does not fit.</param>
/// <param name="size">Its natural size in points.</param>
/// <param name="draw">Draws it into a rectangle of the same proportions.</param>
internal sealed class Drawing(string name, SKSize size, Action<DrawContext, SKRect> draw) : LayoutBlock
{
    /// <summary>The height it may have at most, in points; it is then drawn narrower.</summary>
    public float MaximumHeight { get; init; } = float.MaxValue;

    public override string Description => name;

    public override float Measure(FontLibrary fonts, float width) => size.Height * Scale(width);

    public override void Draw(DrawContext context, SKRect area)
    {
        float scale = Scale(area.Width);
        draw(context, SKRect.Create(area.Left, area.Top, size.Width * scale, size.Height * scale));
    }

    private float Scale(float width) => Math.Min(width / size.Width, MaximumHeight / size.Height);
}
