using Kiali.Tracing.Rendering.Drawing;

namespace Kiali.Tracing.Rendering.Tests;

/// <summary>Writes down what is drawn on it.</summary>
internal sealed class RecordingSurface : IDrawingSurface
{
    public List<string> Calls { get; } = [];

    public List<TextPlacement> Texts { get; } = [];

    public List<(double X, double Y, double Width, double Height)> Rectangles { get; } = [];

    public List<(double X, double Y, double Radius)> Circles { get; } = [];

    public List<(PathShape Path, Paint Paint)> Paths { get; } = [];

    public void DrawRectangle(double x, double y, double width, double height, double cornerRadius, Paint paint)
    {
        Rectangles.Add((x, y, width, height));
        Calls.Add("rectangle");
    }

    public void DrawCircle(double x, double y, double radius, Paint paint)
    {
        Circles.Add((x, y, radius));
        Calls.Add("circle");
    }

    public void DrawPath(PathShape path, Paint paint)
    {
        Paths.Add((path, paint));
        Calls.Add("path");
    }

    public void DrawText(TextPlacement text)
    {
        Texts.Add(text);
        Calls.Add("text");
    }
}
