using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>Turns a panel's coordinates into px of the figure.</summary>
internal sealed class PanelFrame(Panel panel)
{
    public PlotBounds Bounds => panel.Bounds;

    public double X(double value) => panel.X is { } axis
        ? Bounds.Left + (axis.Place(value) * Bounds.Width)
        : Pixel(value, Bounds.Left, Bounds.Right, Bounds.Left);

    public double Y(double value) => panel.Y is { } axis
        ? Bounds.Bottom - (axis.Place(value) * Bounds.Height)
        : Pixel(value, Bounds.Top, Bounds.Bottom, Bounds.Top);

    private static double Pixel(double value, double low, double high, double origin) => value switch
    {
        double.NegativeInfinity => low,
        double.PositiveInfinity => high,
        _ => origin + value,
    };
}
