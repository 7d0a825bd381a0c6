using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Draws box plots.</summary>
internal static class BoxesPainter
{
    private const double LeastHeight = 1.5;

    public static void Paint(BoxesMark mark, PanelFrame frame, IDrawingSurface surface)
    {
        double half = mark.Width / 2;
        foreach (BoxItem box in mark.Boxes)
        {
            double x = frame.X(box.X);
            double low = frame.Y(box.Minimum);
            double high = frame.Y(box.Maximum);
            double upper = frame.Y(box.UpperQuartile);
            double lower = frame.Y(box.LowerQuartile);
            double median = frame.Y(box.Median);
            if (!double.IsFinite(x + low + high + upper + lower + median))
            {
                continue;
            }

            PathBuilder whiskers = new PathBuilder()
                .Segment(x, low, x, high)
                .Segment(x - (half / 2), low, x + (half / 2), low)
                .Segment(x - (half / 2), high, x + (half / 2), high);
            surface.DrawPath(whiskers.Build(), Drawing.Paint.OfStroke(mark.Edge, mark.Opacity));
            double top = Math.Min(upper, lower);
            double height = Math.Max(LeastHeight, Math.Abs(lower - upper));
            surface.DrawRectangle(x - half, top, mark.Width, height, 0, new() { Fill = mark.Fill, Stroke = mark.Edge, Opacity = mark.Opacity });
            PathShape line = new PathBuilder().Segment(x - half, median, x + half, median).Build();
            surface.DrawPath(line, Drawing.Paint.OfStroke(mark.Median, mark.Opacity));
        }
    }
}
