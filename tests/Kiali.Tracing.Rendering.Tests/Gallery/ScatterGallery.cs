using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

internal static class ScatterGallery
{
    public static Figure Create()
    {
        ImmutableArray<PointItem> well = [.. Enumerable.Range(0, 67).Select(i => Point(i * 18, 16 + (40 * GalleryFigures.Wobble(i)), i % 3 == 0 ? 3.4 : 6.1))];
        ImmutableArray<PointItem> slow = [.. Enumerable.Range(0, 15).Select(i => Point(400 + (i * 30), 1280 + (40 * GalleryFigures.Wobble(i)), 6.1))];
        ImmutableArray<PointItem> failed = [.. Enumerable.Range(0, 12).Select(i => Point(540 + (i * 33), 2500 + (150 * GalleryFigures.Wobble(i + 7)), 8.1))];
        PointItem chosen = Point(692, 2547, 8.1);
        Stroke dotted = new(Palette.SecondInk) { Dash = Dash.Dotted };
        Panel plot = new(new(58, 30, 752, 246))
        {
            X = Axis.OfTime(GalleryFigures.Start, GalleryFigures.Start + 1200),
            Y = Axis.OfValues(14, 5000),
            Marks =
            [
                LinesMark.Across(36, dotted),
                LinesMark.Across(2545, dotted),
                new TextMark(double.PositiveInfinity, 36, "p50  36") { Size = 11, Color = Palette.SecondInk, OffsetX = 8, OffsetY = 4 },
                new TextMark(double.PositiveInfinity, 2545, "p90  2,545") { Size = 11, Color = Palette.SecondInk, OffsetX = 8, OffsetY = 4 },
                new PointsMark([.. well, .. slow]) { Fill = Palette.SeriesFill, FillOpacity = 0.75, Edge = new(Palette.Series) },
                new PointsMark(failed, PointShape.CrossedCircle) { Fill = Palette.ErrorFill, FillOpacity = 0.85, Edge = new(Palette.Error, 1.2) },
                new PointsMark([chosen]) { Fill = Palette.Error },
                new PointsMark([chosen with { Radius = 11.1 }]) { Edge = new(Palette.Ink, 1.4) },
                new PointsMark([chosen with { Radius = 3 }], PointShape.Cross) { Edge = new(Rgb.White, 1.7) { RoundEnds = true } },
                LinesMark.Segment(new(chosen.X, 2547), new(chosen.X, 5000), new(Palette.Ink)),
                new TextMark(chosen.X, double.PositiveInfinity, TextRun.Strong("7f3c9a1 · 2,547 ms · 68 spans · 10 errors"))
                {
                    Anchor = TextAnchor.Middle,
                    OffsetY = -6,
                },
                new TextMark(GalleryFigures.Start + 960, 3300, TextRun.Strong("✕ 12 traces with errors")) { Color = Palette.Error },
                new TextMark(GalleryFigures.Start + 960, 1280, "○ 15 slow, no error") { Color = Palette.Series, OffsetY = 4 },
            ],
        };
        Panel side = new(new(818, 120, 130, 60))
        {
            Marks =
            [
                new TextMark(0, 12, "circle area = spans") { Size = 11, Color = Palette.SecondInk },
                new PointsMark([new(9, 32) { Radius = 3.4 }, new(33, 32) { Radius = 6.1 }, new(61, 32) { Radius = 8.1 }]) { Edge = new(Palette.SecondInk) },
                new TextMark(9, 58, "9") { Size = 11, Color = Palette.SecondInk, Anchor = TextAnchor.Middle },
                new TextMark(33, 58, "37") { Size = 11, Color = Palette.SecondInk, Anchor = TextAnchor.Middle },
                new TextMark(61, 58, "68") { Size = 11, Color = Palette.SecondInk, Anchor = TextAnchor.Middle },
                new TextMark(-804, -102, "duration, ms (log)") { Size = 11, Color = Palette.SecondInk },
            ],
        };
        return new(Figure.FullWidth, 310)
        {
            Title = "Traces through productpage",
            Description = "Scatter of 100 traces: start time across, duration up on a logarithmic scale; 12 with errors.",
            Panels = [plot, side],
        };
    }

    private static PointItem Point(double seconds, double ms, double radius) => new(GalleryFigures.Start + seconds, ms) { Radius = radius };
}
