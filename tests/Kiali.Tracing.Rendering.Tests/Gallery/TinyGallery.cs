using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

internal static class TinyGallery
{
    public static Figure Bar(double share) => new(72, 12)
    {
        Title = "Share",
        Description = "91 % of self time",
        Card = false,
        Panels = [new(new(0, 0, 70, 12)) { Marks = [new BarsMark([new(0, 2, 70 * share, 10)], Palette.Bar)] }],
    };

    public static Figure Range() => new(170, 14)
    {
        Title = "Range",
        Description = "p50 2.3, p90 7.9, p99 1,246.8 ms",
        Card = false,
        Panels =
        [
            new(new(4, 0, 160, 14))
            {
                X = new(AxisScale.Logarithmic, 1, 4000) { Side = AxisSide.None },
                Marks =
                [
                    LinesMark.Segment(new(2.3, 7), new(1246.8, 7), new(Palette.Bar, 3)),
                    new PointsMark([new(7.9, 7)], PointShape.Tick) { Radius = 5, Edge = new(Palette.Bar, 2) },
                    new PointsMark([new(1246.8, 7)], PointShape.Tick) { Radius = 3.5, Edge = new(Palette.Bar, 2) },
                    new PointsMark([new(2.3, 7)]) { Radius = 3.6, Fill = Palette.Bar },
                ],
            },
        ],
    };
}
