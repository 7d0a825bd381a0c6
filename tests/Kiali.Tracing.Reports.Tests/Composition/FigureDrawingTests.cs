using Kiali.Tracing.Figures;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Tests.Layout;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Composition;

public sealed class FigureDrawingTests
{
    private static readonly Figure Picture = new(960, 100)
    {
        Title = "A picture",
        Description = "A picture with text.",
        Panels =
        [
            new Panel(new PlotBounds(0, 0, 960, 100))
            {
                Marks =
                [
                    new TextMark(480, 50, "at 02:10 → +412 ms") { Anchor = TextAnchor.Middle, Size = 11, Halo = true },
                    LinesMark.Segment(new PlotPoint(10, 60), new PlotPoint(950, 60), new Stroke(Palette.Series)),
                ],
            },
        ],
    };

    [Fact]
    public void The_text_of_a_figure_is_text_of_the_page_once_although_it_has_a_halo()
    {
        byte[] pdf = Sheet.Write(FigureDrawing.Of(Picture, 100));

        Assert.Equal("at02:10→+412ms", PdfReading.Characters(pdf));
    }

    [Fact]
    public void A_figure_is_drawn_as_vectors()
    {
        byte[] pdf = Sheet.Write(FigureDrawing.Of(Picture, 100));

        using PdfDocument document = PdfDocument.Open(pdf);
        Assert.Empty(document.GetPage(1).GetImages());
        Assert.NotEmpty(document.GetPage(1).Paths);
    }

    [Fact]
    public void No_text_of_a_figure_is_smaller_than_six_points()
    {
        byte[] pdf = Sheet.Write(FigureDrawing.Of(Picture, 100));

        using PdfDocument document = PdfDocument.Open(pdf);
        Assert.All(document.GetPage(1).Letters, (Letter letter) => Assert.InRange(letter.PointSize, 5.99, 100));
    }

    [Fact]
    public void A_figure_higher_than_its_limit_is_drawn_narrower() =>
        Assert.Single(PdfReading.PageTexts(Sheet.Write(FigureDrawing.Of(Picture with { Height = 2_000 }, 90))));
}
