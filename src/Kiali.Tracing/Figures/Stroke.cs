namespace Kiali.Tracing.Figures;

/// <summary>How a line is drawn.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Width">Its width, px; default 1.</param>
public sealed record Stroke(Rgb Color, double Width = 1)
{
    /// <summary>Its pattern; default solid.</summary>
    public Dash Dash { get; init; }

    /// <summary>Whether its ends are round; default cut off.</summary>
    public bool RoundEnds { get; init; }
}
