namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>What a figure is drawn on: four primitives in px, the origin at the figure's top left corner, later ones on top.</summary>
/// <remarks><see cref="FigurePainter"/> turns marks into these, once for all surfaces, so that a figure has one geometry in SVG, PNG and PDF.</remarks>
public interface IDrawingSurface
{
    /// <summary>Draws a rectangle.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Top edge.</param>
    /// <param name="width">Width, at least 0.</param>
    /// <param name="height">Height, at least 0.</param>
    /// <param name="cornerRadius">Radius of its corners, 0 for square ones.</param>
    /// <param name="paint">Its look.</param>
    void DrawRectangle(double x, double y, double width, double height, double cornerRadius, Paint paint);

    /// <summary>Draws a circle.</summary>
    /// <param name="x">Its middle, across.</param>
    /// <param name="y">Its middle, down.</param>
    /// <param name="radius">Its radius.</param>
    /// <param name="paint">Its look.</param>
    void DrawCircle(double x, double y, double radius, Paint paint);

    /// <summary>Draws lines and curves.</summary>
    /// <param name="path">The path.</param>
    /// <param name="paint">Its look.</param>
    void DrawPath(PathShape path, Paint paint);

    /// <summary>Draws a line of text.</summary>
    /// <param name="text">The text and its place.</param>
    void DrawText(TextPlacement text);
}
