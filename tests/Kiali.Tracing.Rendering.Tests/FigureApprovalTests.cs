using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Skia;
using Kiali.Tracing.Rendering.Svg;
using Kiali.Tracing.Rendering.Tests.Gallery;
using Kiali.Tracing.TestKit.Approval;
using SkiaSharp;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class FigureApprovalTests
{
    public static TheoryData<string> Names => [.. GalleryFigures.All.Select(figure => figure.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_svg_of_every_kind_of_picture_is_as_approved(string name) =>
        Approved.Match(SvgRenderer.Render(Find(name)), name + ".svg");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_png_shows_the_same_picture_on_a_card_of_its_own(string name)
    {
        Figure figure = Find(name);
        byte[] png = PngRenderer.Render(figure);
        using SKBitmap bitmap = SKBitmap.Decode(png);
        Assert.Equal((int)figure.Width * 2, bitmap.Width);
        Assert.Equal((int)figure.Height * 2, bitmap.Height);
        if (figure.Card)
        {
            Assert.Equal(SKColors.White, bitmap.GetPixel(bitmap.Width / 2, 6));
        }

        int colors = Enumerable.Range(0, bitmap.Height).SelectMany(y => Enumerable.Range(0, bitmap.Width).Select(x => bitmap.GetPixel(x, y))).Distinct().Take(4).Count();
        Assert.InRange(colors, 2, 4);

        // For looking at: the same bytes as files.
        if (Environment.GetEnvironmentVariable("KIALI_TRACING_GALLERY") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, name + ".png"), png);
        }
    }

    private static Figure Find(string name) => GalleryFigures.All.Single(figure => figure.Name == name).Figure;
}
