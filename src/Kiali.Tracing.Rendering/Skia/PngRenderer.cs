using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Drawing;
using SkiaSharp;

namespace Kiali.Tracing.Rendering.Skia;

/// <summary>Renders figures as PNG, for places that show no SVG.</summary>
public static class PngRenderer
{
    private const double MaximumPixels = 100e6;

    /// <summary>Renders a figure.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="scale">Pixels a px, above 0; default 2, for sharp text on dense screens.</param>
    /// <returns>A PNG file; transparent outside the figure's card.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0, or the picture would have more than 100 million pixels.</exception>
    public static byte[] Render(Figure figure, double scale = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        double pixels = figure.Width * scale * figure.Height * scale;
        if (!(pixels <= MaximumPixels))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, $"A PNG of {figure.Width} × {figure.Height} px at this scale is too large; use SVG.");
        }

        SKImageInfo size = new((int)Math.Ceiling(figure.Width * scale), (int)Math.Ceiling(figure.Height * scale), SKColorType.Rgba8888, SKAlphaType.Premul);
        using SKSurface surface = SKSurface.Create(size);
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.Scale((float)scale);
        FigurePainter.Paint(figure, new SkiaSurface(surface.Canvas));
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
