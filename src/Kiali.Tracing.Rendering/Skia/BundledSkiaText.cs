using System.Text;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Drawing;
using Kiali.Tracing.Rendering.Text;
using SkiaSharp;

namespace Kiali.Tracing.Rendering.Skia;

/// <summary>Draws text with the bundled fonts, glyph by glyph, without shaping.</summary>
internal sealed class BundledSkiaText : ISkiaText
{
    private const int MaximumRunLength = 1000;

    public void Draw(SKCanvas canvas, TextPlacement text)
    {
        List<(string Text, SKFont Font, SKColor Color, float Width)> pieces = [.. Pieces(text)];
        float width = pieces.Sum(piece => piece.Width);
        float x = (float)text.X - (text.Anchor switch { TextAnchor.Middle => width / 2, TextAnchor.End => width, _ => 0 });
        using SKPaint paint = new() { IsAntialias = true };
        foreach (bool halo in text.Halo ? (ReadOnlySpan<bool>)[true, false] : [false])
        {
            float place = x;
            foreach ((string piece, SKFont font, SKColor color, float advance) in pieces)
            {
                paint.Style = halo ? SKPaintStyle.Stroke : SKPaintStyle.Fill;
                paint.StrokeWidth = 3;
                paint.StrokeJoin = SKStrokeJoin.Round;
                paint.Color = halo ? SKColors.White : color;
                canvas.DrawText(piece, place, (float)text.Y, SKTextAlign.Left, font, paint);
                place += advance;
            }
        }

        foreach ((_, SKFont font, _, _) in pieces)
        {
            font.Dispose();
        }
    }

    private static IEnumerable<(string Text, SKFont Font, SKColor Color, float Width)> Pieces(TextPlacement text)
    {
        foreach (TextRun run in text.Line)
        {
            SKColor color = SkiaSurface.ToColor(run.Color ?? text.Color, text.Opacity);
            foreach ((string piece, SKTypeface face) in ByFace(VisibleText.OnOneLine(run.Text, MaximumRunLength), run))
            {
                SKFont font = new(face, (float)text.Size) { Subpixel = true, Hinting = SKFontHinting.None, SkewX = run.Italic ? -0.2f : 0 };
                yield return (piece, font, color, font.MeasureText(piece));
            }
        }
    }

    private static IEnumerable<(string Text, SKTypeface Face)> ByFace(string text, TextRun run)
    {
        SKTypeface first = SkiaTypefaces.Of(run);
        SKTypeface second = SkiaTypefaces.Fallback(run);
        using SKFont firstFont = new(first);
        using SKFont secondFont = new(second);
        StringBuilder piece = new();
        SKTypeface current = first;
        foreach (Rune rune in text.EnumerateRunes())
        {
            SKTypeface face = firstFont.GetGlyph(rune.Value) != 0 || secondFont.GetGlyph(rune.Value) == 0 ? first : second;
            if (face != current && piece.Length > 0)
            {
                yield return (piece.ToString(), current);
                piece.Clear();
            }

            current = face;
            piece.Append(rune.ToString());
        }

        if (piece.Length > 0)
        {
            yield return (piece.ToString(), current);
        }
    }
}
