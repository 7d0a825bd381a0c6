using Kiali.Tracing.Rendering.Drawing;
using SkiaSharp;

namespace Kiali.Tracing.Rendering.Skia;

/// <summary>Draws text on a Skia canvas. A report brings its own, which shapes text and embeds only the glyphs in use.</summary>
public interface ISkiaText
{
    /// <summary>Draws a line of text.</summary>
    /// <param name="canvas">The canvas, already scaled to px of the figure.</param>
    /// <param name="text">The text and its place, hostile as it came.</param>
    void Draw(SKCanvas canvas, TextPlacement text);
}
