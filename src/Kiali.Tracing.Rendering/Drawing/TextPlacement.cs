using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Drawing;

/// <summary>A line of text at its place in the figure, px.</summary>
/// <param name="X">The anchor, across.</param>
/// <param name="Y">The base line, down.</param>
/// <param name="Line">The text. It is as hostile as it came: the surface makes it visible and encodes it.</param>
/// <param name="Anchor">Which part of the text stands at <paramref name="X"/>.</param>
/// <param name="Size">Size, px.</param>
/// <param name="Color">Colour of the runs that have none.</param>
public sealed record TextPlacement(double X, double Y, TextLine Line, TextAnchor Anchor, double Size, Rgb Color)
{
    /// <summary>Whether a white outline, 1.5 px to each side, lies under the text. Default no.</summary>
    public bool Halo { get; init; }

    /// <summary>Opacity, 0 to 1; default 1.</summary>
    public double Opacity { get; init; } = 1;
}
