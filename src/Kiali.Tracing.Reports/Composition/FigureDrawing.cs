using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Skia;
using Kiali.Tracing.Reports.Layout;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Composition;

/// <summary>Figures as vectors on a page.</summary>
internal static class FigureDrawing
{
    // A figure keeps a margin inside its card; without the card, its content is set flush with the text by drawing it that much wider.
    private const float Bleed = 7;

    // px of a figure to points of a page where a figure is not made to fill a width: those inside table rows.
    private const float PointsPerPixel = 0.62f;

    /// <summary>A figure that fills its width, or less where it would be too high.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="maximumHeight">How high it may be, in points.</param>
    public static Drawing Of(Figure figure, float maximumHeight) => new(
        $"the figure \"{figure.Title}\"",
        new SKSize((float)figure.Width, (float)figure.Height),
        (context, area) => Draw(context, area, figure))
    {
        MaximumHeight = maximumHeight,
        Bleed = Bleed,
        Prepare = (fonts, width) =>
        {
            using SKNoDrawCanvas nothing = new((int)Math.Ceiling(figure.Width), (int)Math.Ceiling(figure.Height));
            FigureCanvas.Draw(nothing, 0, 0, width, figure, new FigureText(fonts, null, LeastSize(figure, width)));
        },
    };

    /// <summary>The size of a figure inside a table row, in points.</summary>
    public static SKSize SmallSize(Figure figure) => new((float)figure.Width * PointsPerPixel, (float)figure.Height * PointsPerPixel);

    /// <summary>Draws a figure into a rectangle's width.</summary>
    public static void Draw(DrawContext context, SKRect area, Figure figure) => FigureCanvas.Draw(
        context.Canvas,
        area.Left,
        area.Top,
        area.Width,
        figure,
        new FigureText(context.Fonts, context.Text, LeastSize(figure, area.Width)));

    private static float LeastSize(Figure figure, float width) => Paper.LeastSize * (float)figure.Width / width;
}
