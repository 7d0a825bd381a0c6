using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Draws points. Shapes that are strokes alone are one path, however many there are.</summary>
internal static class PointsPainter
{
    public static void Paint(PointsMark mark, PanelFrame frame, IDrawingSurface surface)
    {
        Paint paint = new() { Fill = mark.Fill, FillOpacity = mark.FillOpacity, Stroke = mark.Edge, Opacity = mark.Opacity };
        PathBuilder strokes = new();
        foreach (PointItem point in mark.Points)
        {
            double x = frame.X(point.X);
            double y = frame.Y(point.Y);
            if (double.IsFinite(x) && double.IsFinite(y))
            {
                double radius = point.Radius > 0 ? point.Radius : mark.Radius;
                PaintPoint(mark, x, y, radius, paint, strokes, surface);
            }
        }

        if (!strokes.IsEmpty)
        {
            Stroke stroke = mark.Shape == PointShape.CrossedCircle
                ? new(mark.Edge?.Color ?? Palette.Error, 1.5) { RoundEnds = true }
                : mark.Edge ?? new(mark.Fill ?? Palette.Ink, 1.5) { RoundEnds = true };
            surface.DrawPath(strokes.Build(), Drawing.Paint.OfStroke(stroke, mark.Opacity));
        }
    }

    private static void PaintPoint(PointsMark mark, double x, double y, double r, Paint paint, PathBuilder strokes, IDrawingSurface surface)
    {
        switch (mark.Shape)
        {
            case PointShape.Circle:
                surface.DrawCircle(x, y, r, paint);
                break;
            case PointShape.CrossedCircle:
                surface.DrawCircle(x, y, r, paint);
                strokes.Cross(x, y, mark.CrossArm);
                break;
            case PointShape.Cross:
                strokes.Cross(x, y, r);
                break;
            case PointShape.Tick:
                strokes.Segment(x, y - r, x, y + r);
                break;
            case PointShape.Square:
                surface.DrawRectangle(x - r, y - r, 2 * r, 2 * r, 0, paint);
                break;
            case PointShape.Diamond:
                surface.DrawPath(new PathBuilder().Move(x - r, y).Line(x, y - r).Line(x + r, y).Line(x, y + r).Close().Build(), paint);
                break;
            case PointShape.Triangle:
                surface.DrawPath(new PathBuilder().Move(x - r, y + r).Line(x, y - r).Line(x + r, y + r).Close().Build(), paint);
                break;
            default:
                throw new NotSupportedException($"The point shape {mark.Shape} has no painter.");
        }
    }
}
