using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Drawing;
using Kiali.Tracing.Rendering.Skia;
using Kiali.Tracing.Reports.Layout;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Draws the text of figures with the document's own faces, so that it is shaped, subset and can be copied as the rest is.</summary>
/// <param name="fonts">The document's faces.</param>
/// <param name="painter">Draws the text; null to shape it alone, so that the faces know its glyphs.</param>
/// <param name="leastSize">The least size of a text in the figure's unit; what is smaller is drawn at it.</param>
internal sealed class FigureText(FontLibrary fonts, TextPainter? painter, float leastSize) : ISkiaText
{
    private const float Unlimited = 1_000_000;
    private const float HaloThickness = 3;

    public void Draw(SKCanvas canvas, TextPlacement text)
    {
        TextStyle style = new(FontRole.Body, Math.Max((float)text.Size, leastSize), Opaque(Paper.Color(text.Color), text.Opacity));
        TextSpan[] spans =
        [
            .. PaperText.Spans([text.Line], style, Rgb.White)
                .Select(span => span with { Style = span.Style.In(Opaque(span.Style.Color, text.Opacity)) }),
        ];
        GlyphLine line = LineBreaker.Break(fonts, spans, Unlimited, maximumLines: 1).Lines[0];
        if (painter is null)
        {
            return;
        }

        float left = (float)text.X - (text.Anchor switch
        {
            TextAnchor.Middle => line.Width / 2,
            TextAnchor.End => line.Width,
            _ => 0,
        });
        if (text.Halo)
        {
            painter.DrawOutline(line, left, (float)text.Y, SKColors.White, HaloThickness);
        }

        painter.Draw(line, left, (float)text.Y);
    }

    private static SKColor Opaque(SKColor color, double opacity) =>
        color.WithAlpha((byte)Math.Round(Math.Clamp(opacity, 0, 1) * 255));
}
