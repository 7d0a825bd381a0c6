namespace Kiali.Tracing.Figures;

/// <summary>A line of text at a place. Never rotated.</summary>
/// <param name="X">The anchor, as <see cref="PlotPoint.X"/>.</param>
/// <param name="Y">The base line, as <see cref="PlotPoint.Y"/>. A 12 px text looks centred on a line 4 px above its base line.</param>
/// <param name="Line">The text.</param>
public sealed record TextMark(double X, double Y, TextLine Line) : Mark
{
    /// <summary>Which part of the text stands at <see cref="X"/>; default its left end.</summary>
    public TextAnchor Anchor { get; init; } = TextAnchor.Start;

    /// <summary>Size, px; default 12, 11 for second ink, never below 9.8.</summary>
    public double Size { get; init; } = 12;

    /// <summary>Colour of the runs that have none; default <see cref="Palette.Ink"/>.</summary>
    public Rgb Color { get; init; } = Palette.Ink;

    /// <summary>Whether a white outline of 1.5 px parts the text from what it lies on. Default no.</summary>
    public bool Halo { get; init; }

    /// <summary>Moves the text right, px, after the axis has placed it; default 0.</summary>
    public double OffsetX { get; init; }

    /// <summary>Moves the text down, px, after the axis has placed it; default 0.</summary>
    public double OffsetY { get; init; }

    /// <summary>The width the text may take, px, by <see cref="TextWidth"/>'s estimate: what is longer is cut with <c>…</c>. Default no limit.</summary>
    public double MaximumWidth { get; init; } = double.PositiveInfinity;
}
