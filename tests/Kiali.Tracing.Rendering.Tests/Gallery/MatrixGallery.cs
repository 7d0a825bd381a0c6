using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

internal static class MatrixGallery
{
    public static Figure Create() => new(480, 160)
    {
        Title = "Request against the metrics",
        Description = "Differences in ms",
        Panels =
        [
            new(new(60, 30, 400, 120))
            {
                Marks =
                [
                    new CellsMark(
                    [
                        Cell(0, 0, "+1,933", "×4.2 of 612", 4.2), Cell(0, 1, "+2,508", "×67 of 38.2", 67), Cell(0, 2, "+234", "×1.10 of 2,312", 1.1),
                        new(0, 3, Palette.NotToldApartCell) { Lines = [TextRun.Strong("≈ −934"), "not told apart"] },
                        Cell(1, 0, "−3.7", "×0.25 of 15", 0.25), Cell(1, 1, "−3.7", "×0.5 of 15", 0.5), Cell(1, 2, "+1,362", "×2.2 of 1,184", 2.2),
                        new(1, 3, new(Rgb.White, Palette.Ink)) { Lines = ["no data"], Sign = CellSign.NoData, Edge = new(Palette.Hairline) },
                    ],
                    96,
                    38)
                    { Gap = 2 },
                    new TextMark(-8, 22, TextRun.Strong("10m")) { Anchor = TextAnchor.End },
                    new TextMark(-8, 62, TextRun.Strong("60m")) { Anchor = TextAnchor.End },
                    new TextMark(48, -8, "avg") { Anchor = TextAnchor.Middle, Color = Palette.SecondInk, Size = 11 },
                ],
            },
        ],
    };

    private static CellItem Cell(int row, int column, string difference, string below, double ratio) =>
        new(row, column, HeatRamp.Relative(ratio)) { Lines = [TextRun.Strong(difference), below] };
}
