using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

internal static class MetricsGallery
{
    public static Figure Create() => new(Figure.FullWidth, 412)
    {
        Title = "Request duration of ratings-v1, inbound",
        Description = "Quantile lines of the metric with the spans of the same window laid over.",
        Panels = [Large(Spans()), .. Small(), Separators()],
    };

    public static Figure CreateBoxes() => new(Figure.FullWidth, 262)
    {
        Title = "Request duration of ratings-v1, inbound",
        Description = "Quantile lines with 4,812 spans as boxes.",
        Panels = [Large([Boxes()])],
    };

    private static ImmutableArray<Mark> Spans() =>
    [
        new PointsMark([.. Enumerable.Range(0, 90).Select(i => new PointItem(GalleryFigures.Start + (i * 13), Level(i * 13, 2) * (0.6 + GalleryFigures.Wobble(i))))])
        {
            Radius = 2.7, Fill = Palette.SpanDot, FillOpacity = Palette.SpanDotOpacity, Edge = new(Palette.SpanEdge, 0.7),
        },
        new PointsMark([.. Enumerable.Range(0, 30).Select(i => new PointItem(GalleryFigures.Start + 420 + (i * 17), 1225 + (20 * GalleryFigures.Wobble(i))))], PointShape.Cross)
        {
            Radius = 2.7, Edge = new(Palette.Error, 1.5) { RoundEnds = true },
        },
    ];

    private static BoxesMark Boxes() => new([.. Enumerable.Range(0, 15).Select(i =>
    {
        double level = Level((i * 80) + 40, 2);
        return new BoxItem(GalleryFigures.Start + (i * 80) + 40, level * 0.3, level * 0.7, level, level * 1.2, level * 3);
    })]);

    private static Panel Large(ImmutableArray<Mark> overlay) => new(new(58, 50, 784, 182))
    {
        X = Axis.OfTime(GalleryFigures.Start, GalleryFigures.Start + 1200),
        Y = Axis.OfValues(0.8, 3500),
        Marks =
        [
            new BarsMark([new(double.NegativeInfinity, 1000, double.PositiveInfinity, 2500)], Palette.BucketBand),
            new TextMark(double.NegativeInfinity, 1500, "one bucket: 1,000–2,500 ms") { Size = 10.6, Color = Palette.SecondInk, OffsetX = 6 },
            .. overlay,
            Series(1.2, new(Palette.Average, 1.7) { Dash = Dash.Dashed }),
            Series(1, new(Palette.P50, 1.7)),
            Series(2, new(Palette.P90, 1.7)),
            Series(4, new(Palette.P99, 1.7)),
            new TextMark(GalleryFigures.Start + 1200, 10, [TextRun.Strong("p99")]) { Color = Palette.P99, OffsetX = 16, OffsetY = 4 },
            new TextMark(GalleryFigures.Start + 1200, 10, "10.1") { Color = Palette.P99, OffsetX = 78, OffsetY = 4, Anchor = TextAnchor.End },
            new TextMark(double.NegativeInfinity, double.PositiveInfinity, [TextRun.Strong("Request duration"), TextRun.Colored(", ms (log) · inbound", Palette.SecondInk)])
            {
                OffsetX = -42, OffsetY = -30,
            },
            new TextMark(double.PositiveInfinity, double.PositiveInfinity,
                [TextRun.Strong("● 166 spans") with { Color = Palette.SpanText }, " of 100 traces · ", TextRun.Strong("✕ 50 with errors") with { Color = Palette.Error }])
            {
                Size = 11, Color = Palette.SecondInk, Anchor = TextAnchor.End, OffsetX = 102, OffsetY = -30,
            },
            new TextMark(GalleryFigures.Start + 660, 100, "70 spans between 1,200 and 1,251 ms") { Size = 11, Anchor = TextAnchor.Middle, Halo = true },
        ],
    };

    private static IEnumerable<Panel> Small()
    {
        (string Title, string Unit, bool Error)[] charts =
            [("Request volume", ", per s", false), ("Errors", ", % of requests", true), ("Response bytes", ", kB/s", false), ("Connections", ", opened per s", false)];
        for (int i = 0; i < charts.Length; i++)
        {
            Rgb color = charts[i].Error ? Palette.Error : Palette.Series;
            yield return new(new((i * 240) + 14, 325, 212, 63))
            {
                X = Axis.OfTime(GalleryFigures.Start, GalleryFigures.Start + 1200, 3) with { LabelsInside = true, LabelSize = 10.6 },
                Y = new(AxisScale.Linear, 0, 100) { Side = AxisSide.None },
                Marks =
                [
                    new LinesMark([[.. Enumerable.Range(0, 81).Select(p => new PlotPoint(GalleryFigures.Start + (p * 15), p is > 30 and < 64 ? 80 + (10 * GalleryFigures.Wobble(p)) : 5))]], new(color, 1.6))
                    {
                        Area = charts[i].Error ? Palette.ErrorArea : null,
                    },
                    new PointsMark([new(GalleryFigures.Start + 600, 88), new(GalleryFigures.Start + 1200, 5)]) { Radius = 2.4, Fill = color },
                    new TextMark(GalleryFigures.Start + 600, 88, TextRun.Strong("77 %")) { Size = 11, Color = color, Halo = true, Anchor = TextAnchor.Middle, OffsetY = -6 },
                    new TextMark(GalleryFigures.Start, double.PositiveInfinity, [TextRun.Strong(charts[i].Title), TextRun.Colored(charts[i].Unit, Palette.SecondInk)]) { OffsetY = -45 },
                ],
            };
        }
    }

    private static Panel Separators() => new(new(0, 262, 960, 150))
    {
        Marks = [new LinesMark([[new(16, 0), new(944, 0)], [new(240, 12), new(240, 140)], [new(480, 12), new(480, 140)], [new(720, 12), new(720, 140)]], new(Palette.Grid))],
    };

    private static LinesMark Series(double factor, Stroke stroke) =>
        LinesMark.Of([.. Enumerable.Range(0, 81).Select(i => new PlotPoint(GalleryFigures.Start + (i * 15), Level(i * 15, factor) * (0.9 + (0.2 * GalleryFigures.Wobble(i)))))], stroke) with
        {
            Underlay = true,
        };

    private static double Level(double seconds, double factor) =>
        seconds is > 400 and < 960 ? 1200 * Math.Pow(factor, 0.4) : 2.4 * factor;
}
