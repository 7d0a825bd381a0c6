using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>A block kept on one page, with room around it, a ground and a strip at its left edge.</summary>
/// <param name="content">What it holds.</param>
internal sealed class Inset(LayoutBlock content) : LayoutBlock
{
    /// <summary>The room between the edge and the content in points.</summary>
    public float Padding { get; init; }

    /// <summary>The ground, null for none.</summary>
    public SKColor? Ground { get; init; }

    /// <summary>The strip's ink, null for none.</summary>
    public SKColor? Strip { get; init; }

    /// <summary>The strip's width in points.</summary>
    public float StripWidth { get; init; } = 2.5f;

    public override string Description => content.Description;

    public override float Measure(FontLibrary fonts, float width) =>
        content.Measure(fonts, Inner(SKRect.Create(0, 0, width, 0)).Width) + (2 * Padding);

    public override void Draw(DrawContext context, SKRect area)
    {
        if (Ground is { } ground)
        {
            context.Fill(area, ground);
        }

        if (Strip is { } strip)
        {
            context.Fill(SKRect.Create(area.Left, area.Top, StripWidth, area.Height), strip);
        }

        content.Draw(context, Inner(area));
    }

    public override void CollectAnchors(FontLibrary fonts, SKRect area, Action<string, float> found)
    {
        base.CollectAnchors(fonts, area, found);
        content.CollectAnchors(fonts, Inner(area), found);
    }

    private SKRect Inner(SKRect area) => new(
        area.Left + Padding + (Strip is null ? 0 : StripWidth), area.Top + Padding, area.Right - Padding, area.Bottom - Padding);
}
