using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>A picture that keeps its proportions and is never split.</summary>
/// <param name="name">What it is, for the message when it does not fit.</param>
/// <param name="size">Its natural size in points.</param>
/// <param name="draw">Draws it into a rectangle of the same proportions.</param>
internal sealed class Drawing(string name, SKSize size, Action<DrawContext, SKRect> draw) : LayoutBlock
{
    private bool _prepared;

    /// <summary>The height it may have at most, in points; it is then drawn narrower.</summary>
    public float MaximumHeight { get; init; } = float.MaxValue;

    /// <summary>How far it reaches beyond its area to the left and right, in points: the margin that a picture has inside itself.</summary>
    public float Bleed { get; init; }

    /// <summary>Shapes the drawing's text ahead for a width, so that the fonts hold its glyphs; null when it has none.</summary>
    public Action<FontLibrary, float>? Prepare { get; init; }

    public override string Description => name;

    public override float Measure(FontLibrary fonts, float width)
    {
        float scale = Scale(width);
        if (!_prepared)
        {
            _prepared = true;
            Prepare?.Invoke(fonts, size.Width * scale);
        }

        return size.Height * scale;
    }

    public override void Draw(DrawContext context, SKRect area)
    {
        float scale = Scale(area.Width);
        draw(context, SKRect.Create(area.Left - Bleed, area.Top, size.Width * scale, size.Height * scale));
    }

    private float Scale(float width) => Math.Min((width + (2 * Bleed)) / size.Width, MaximumHeight / size.Height);
}
