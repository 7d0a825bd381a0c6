namespace Kiali.Tracing.Figures;

/// <summary>A background and the text colour that reads on it.</summary>
/// <param name="Background">The background.</param>
/// <param name="Text">The text, with a contrast of at least 4.5 against the background.</param>
public readonly record struct Tone(Rgb Background, Rgb Text)
{
    /// <summary>A background with black or white text, whichever reads better.</summary>
    /// <param name="background">The background.</param>
    /// <returns>The pair.</returns>
    public static Tone On(Rgb background) => new(background, background.BlackOrWhite());
}
