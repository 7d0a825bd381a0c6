using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>How a shape is filled and edged.</summary>
public sealed record Paint
{
    /// <summary>The fill; null leaves the shape open.</summary>
    public Rgb? Fill { get; init; }

    /// <summary>Opacity of the fill alone, 0 to 1; default 1.</summary>
    public double FillOpacity { get; init; } = 1;

    /// <summary>The edge, drawn over the fill; null draws none.</summary>
    public Stroke? Stroke { get; init; }

    /// <summary>Whether the edge's corners are round; default pointed.</summary>
    public bool RoundCorners { get; init; }

    /// <summary>Opacity of fill and edge together, 0 to 1; default 1.</summary>
    public double Opacity { get; init; } = 1;

    internal static Paint OfFill(Rgb? fill, double opacity = 1) => new() { Fill = fill, Opacity = opacity };

    internal static Paint OfStroke(Stroke? stroke, double opacity = 1) => new() { Stroke = stroke, Opacity = opacity };
}
