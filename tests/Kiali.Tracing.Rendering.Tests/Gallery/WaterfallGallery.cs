using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

internal static class WaterfallGallery
{
    private const double RowHeight = 21;

    private sealed record Row(int Depth, TextLine Name, double Start, double End, bool Error, string Status, string Duration, string Self);

    public static Figure Create()
    {
        ImmutableArray<Row> rows =
        [
            new(0, Named("istio-ingressgateway", " → productpage"), 0, 2547.3, false, "200", "2,547.3", "1.5"),
            new(1, Named("productpage-v1", " ← ingressgateway"), 0.9, 2546.7, false, "200", "2,545.8", "1.9"),
            new(2, Named("productpage-v1", "  GET /productpage"), 2, 2545.9, false, "200", "2,543.9", "14.8"),
            new(3, Named("productpage-v1", " → details"), 3.2, 9.3, false, "200", "6.1", "1.5"),
            new(3, Named("productpage-v1", " → reviews"), 11.4, 1275.6, true, "503", "1,264.2", "2.2"),
            new(4, Named("reviews-v3", " → ratings"), 15, 1265.2, true, "504 UT", "1,250.2", "1.8"),
            new(5, [TextRun.Strong("ratings-v1 mongodb.connect")], 20, 1210, false, "", "1,190.4", "1,190.4"),
        ];
        double bottom = 46 + (RowHeight * (rows.Length + 1));
        Panel bars = new(new(322, 40, 420, bottom - 40))
        {
            X = new(AxisScale.Linear, 0, 2547.3)
            {
                Side = AxisSide.End,
                GridLines = true,
                Ticks = [new(0, "0", true), new(500, "500"), new(1000, "1,000"), new(1500, "1,500"), new(2000, "2,000"), new(2547.3, "2,547", true)],
            },
            Marks =
            [
                Bars(rows, row => !row.Error && row.Depth < 5, Palette.SeriesFill),
                Bars(rows, row => row.Error, Palette.ErrorFill),
                Bars(rows, row => row.Depth == 5, Palette.Series),
                new BarsMark([new(1276, Top(7) - 40, 2540, Top(7) - 29)], null) { Hatched = true, Edge = new(Palette.SecondInk, 0.8) { Dash = Dash.Folded } },
                new BarsMark([new(20, Top(6) - 28, 1210, Top(6) - 25.4), new(0, Top(0) - 28, 1, Top(0) - 25.4), new(1276, Top(7) - 28, 2540, Top(7) - 25.4)], Rgb.Black),
                new PointsMark([new(1265, Top(5) - 34.5)], PointShape.Diamond) { Radius = 5, Fill = Palette.Ink, Edge = new(Rgb.White, 1.2) },
                new TextMark(1265, Top(5) - 30, "exception: Read timed out") { Anchor = TextAnchor.End, Size = 11, OffsetX = -9 },
                new TextMark(1210, Top(6) - 30, "47 % of the trace") { Size = 11, OffsetX = 8 },
            ],
        };
        return new(Figure.FullWidth, bottom + 20)
        {
            Title = "Waterfall of trace 7f3c9a1",
            Description = "Rows are spans in call order; light bar = span, solid = self time, black underline = critical path, cross = error, diamond = event.",
            Panels = [bars, Words(rows, bottom + 20)],
        };
    }

    private static Panel Words(ImmutableArray<Row> rows, double height)
    {
        ImmutableArray<Mark>.Builder marks = ImmutableArray.CreateBuilder<Mark>();
        marks.Add(new TextMark(16, 17, "light bar: span · solid: self time · ◆ event") { Size = 11, Color = Palette.SecondInk });
        marks.Add(new TextMark(884, 34, "duration") { Size = 11, Color = Palette.SecondInk, Anchor = TextAnchor.End });
        ImmutableArray<ImmutableArray<PlotPoint>>.Builder guides = ImmutableArray.CreateBuilder<ImmutableArray<PlotPoint>>();
        ImmutableArray<PointItem>.Builder crosses = ImmutableArray.CreateBuilder<PointItem>();
        for (int i = 0; i < rows.Length; i++)
        {
            Row row = rows[i];
            double baseLine = 59 + (i * RowHeight);
            for (int depth = 0; depth < row.Depth; depth++)
            {
                guides.Add([new(20 + (depth * 10), baseLine - 13), new(20 + (depth * 10), baseLine + 8)]);
            }

            marks.Add(new TextMark(16 + (row.Depth * 10), baseLine, row.Name) { MaximumWidth = 296 - (row.Depth * 10) });
            marks.Add(new TextMark(777, baseLine, row.Error ? TextRun.Strong(row.Status) : row.Status) { Color = row.Error ? Palette.Error : Palette.SecondInk });
            marks.Add(new TextMark(884, baseLine, row.Duration) { Anchor = TextAnchor.End });
            marks.Add(new TextMark(944, baseLine, row.Self) { Anchor = TextAnchor.End, Color = Palette.SecondInk });
            if (row.Error)
            {
                crosses.Add(new(768, baseLine - 4));
            }
        }

        marks.Add(new LinesMark(guides.ToImmutable(), new(Palette.Grid)));
        marks.Add(new PointsMark(crosses.ToImmutable(), PointShape.Cross) { Radius = 3.4, Edge = new(Palette.Error, 2) { RoundEnds = true } });
        marks.Add(new TextMark(46, 59 + (rows.Length * RowHeight), new TextRun("▸ 30 spans, shaped as above") { Italic = true }) { Color = Palette.SecondInk });
        return new(new(0, 0, Figure.FullWidth, height)) { Marks = marks.ToImmutable() };
    }

    private static double Top(int row) => 49 + (row * RowHeight);

    private static TextLine Named(string workload, string operation) => [workload, TextRun.Colored(operation, Palette.SecondInk)];

    private static BarsMark Bars(ImmutableArray<Row> rows, Func<Row, bool> which, Rgb fill) =>
        new([.. rows.Index().Where(row => which(row.Item)).Select(row => new BarItem(row.Item.Start, Top(row.Index) - 40, row.Item.End, Top(row.Index) - 29))], fill)
        {
            CornerRadius = 1,
            MinimumWidth = 2,
        };
}
