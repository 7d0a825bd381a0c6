using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Drawing;
using SkiaSharp;

namespace Kiali.Tracing.Rendering.Skia;

/// <summary>Draws a whole figure into a rectangle of a Skia canvas.</summary>
public static class FigureCanvas
{
    /// <summary>Draws a figure, scaled to a width.</summary>
    /// <param name="canvas">The canvas; its state is restored.</param>
    /// <param name="left">Left edge of the picture, in the canvas's unit.</param>
    /// <param name="top">Top edge.</param>
    /// <param name="width">Width; the height follows: <c>figure.Height * width / figure.Width</c>.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="text">Draws the text; null takes the bundled fonts, without shaping.</param>
    /// <param name="withCard">Whether the figure's card is drawn; no on a white page. Default no.</param>
    public static void Draw(SKCanvas canvas, float left, float top, float width, Figure figure, ISkiaText? text = null, bool withCard = false)
    {
        int state = canvas.Save();
        canvas.Translate(left, top);
        canvas.Scale(width / (float)figure.Width);
        FigurePainter.Paint(figure, new SkiaSurface(canvas, text), withCard);
        canvas.RestoreToCount(state);
    }
}
