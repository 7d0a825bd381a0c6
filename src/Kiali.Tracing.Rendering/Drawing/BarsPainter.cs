using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Draws rectangles; hatched ones as a pale ground with strokes at 45 degrees.</summary>
internal static class BarsPainter
{
    private const double HatchStep = 8.5;

    private static readonly Rgb HatchGround = Rgb.FromHex(0xf4f6f8);

    public static void Paint(BarsMark mark, PanelFrame frame, IDrawingSurface surface)
    {
        Paint paint = new() { Fill = mark.Fill, FillOpacity = mark.FillOpacity, Stroke = mark.Edge, Opacity = mark.Opacity };
        foreach (BarItem bar in mark.Bars)
        {
            double x0 = frame.X(bar.X0);
            double x1 = frame.X(bar.X1);
            double y0 = frame.Y(bar.Y0);
            double y1 = frame.Y(bar.Y1);
            if (!double.IsFinite(x0 + x1 + y0 + y1))
            {
                continue;
            }

            double left = Math.Min(x0, x1);
            double top = Math.Min(y0, y1);
            double width = Math.Max(Math.Abs(x1 - x0), mark.MinimumWidth);
            double height = Math.Abs(y1 - y0);
            if (mark.Hatched)
            {
                PaintHatching(left, top, width, height, mark, surface);
            }
            else
            {
                surface.DrawRectangle(left, top, width, height, mark.CornerRadius, paint);
            }
        }
    }

    private static void PaintHatching(double left, double top, double width, double height, BarsMark mark, IDrawingSurface surface)
    {
        surface.DrawRectangle(left, top, width, height, mark.CornerRadius, Drawing.Paint.OfFill(HatchGround, mark.Opacity));
        PathBuilder path = new();

        // Along x + y = offset, kept half a stroke inside; too many strokes to be seen apart are thinned out.
        double step = Math.Max(HatchStep, (width + height) / 400);
        for (double offset = step / 2; offset < width + height; offset += step)
        {
            double x0 = Math.Max(0, offset - height);
            double x1 = Math.Min(width, offset);
            if (x1 - x0 > 1.4)
            {
                path.Segment(left + x0 + 0.7, top + offset - x0 - 0.7, left + x1 - 0.7, top + offset - x1 + 0.7);
            }
        }

        if (!path.IsEmpty)
        {
            surface.DrawPath(path.Build(), Drawing.Paint.OfStroke(new(Palette.Hairline, 2), mark.Opacity));
        }

        if (mark.Edge is not null)
        {
            surface.DrawRectangle(left, top, width, height, mark.CornerRadius, Drawing.Paint.OfStroke(mark.Edge, mark.Opacity));
        }
    }
}
