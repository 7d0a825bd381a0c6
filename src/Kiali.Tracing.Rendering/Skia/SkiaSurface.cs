using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Drawing;
using SkiaSharp;

namespace Kiali.Tracing.Rendering.Skia;

/// <summary>Draws primitives on a Skia canvas: of pixels, or of a PDF page, where they stay vectors.</summary>
public sealed class SkiaSurface : IDrawingSurface
{
    private readonly SKCanvas canvas;
    private readonly ISkiaText text;

    /// <summary>Makes a surface of a canvas.</summary>
    /// <param name="canvas">The canvas, scaled and moved so that its origin is the figure's; it stays the caller's.</param>
    /// <param name="text">Draws the text; null takes the bundled fonts, without shaping.</param>
    public SkiaSurface(SKCanvas canvas, ISkiaText? text = null)
    {
        this.canvas = canvas;
        this.text = text ?? new BundledSkiaText();
    }

    /// <inheritdoc/>
    public void DrawRectangle(double x, double y, double width, double height, double cornerRadius, Paint paint)
    {
        SKRect rect = SKRect.Create((float)x, (float)y, (float)width, (float)height);
        Draw(paint, (on, look) =>
        {
            if (cornerRadius > 0)
            {
                on.DrawRoundRect(rect, (float)cornerRadius, (float)cornerRadius, look);
            }
            else
            {
                on.DrawRect(rect, look);
            }
        });
    }

    /// <inheritdoc/>
    public void DrawCircle(double x, double y, double radius, Paint paint) =>
        Draw(paint, (on, look) => on.DrawCircle((float)x, (float)y, (float)radius, look));

    /// <inheritdoc/>
    public void DrawPath(PathShape path, Paint paint)
    {
        using SKPathBuilder builder = new();
        foreach (PathSegment s in path.Segments)
        {
            switch (s.Verb)
            {
                case PathVerb.Move:
                    builder.MoveTo((float)s.X, (float)s.Y);
                    break;
                case PathVerb.Line:
                    builder.LineTo((float)s.X, (float)s.Y);
                    break;
                case PathVerb.Cubic:
                    builder.CubicTo(
                        (float)s.FirstControlX, (float)s.FirstControlY, (float)s.SecondControlX, (float)s.SecondControlY, (float)s.X, (float)s.Y);
                    break;
                default:
                    builder.Close();
                    break;
            }
        }

        using SKPath shape = builder.Detach();
        Draw(paint, (on, look) => on.DrawPath(shape, look));
    }

    /// <inheritdoc/>
    public void DrawText(TextPlacement text) => this.text.Draw(canvas, text);

    internal static SKColor ToColor(Rgb color, double opacity) =>
        new(color.R, color.G, color.B, (byte)Math.Round(Math.Clamp(opacity, 0, 1) * 255));

    private void Draw(Paint paint, Action<SKCanvas, SKPaint> draw)
    {
        using SKPaint look = new() { IsAntialias = true };
        if (paint.Fill is { } fill)
        {
            look.Style = SKPaintStyle.Fill;
            look.Color = ToColor(fill, paint.FillOpacity * paint.Opacity);
            draw(canvas, look);
        }

        if (paint.Stroke is not { } stroke)
        {
            return;
        }

        look.Style = SKPaintStyle.Stroke;
        look.Color = ToColor(stroke.Color, paint.Opacity);
        look.StrokeWidth = (float)stroke.Width;
        look.StrokeCap = stroke.RoundEnds ? SKStrokeCap.Round : SKStrokeCap.Butt;
        look.StrokeJoin = paint.RoundCorners ? SKStrokeJoin.Round : SKStrokeJoin.Miter;
        using SKPathEffect? dash = stroke.Dash.IsSolid ? null : SKPathEffect.CreateDash([(float)stroke.Dash.On, (float)stroke.Dash.Off], 0);
        look.PathEffect = dash;
        draw(canvas, look);
    }
}
