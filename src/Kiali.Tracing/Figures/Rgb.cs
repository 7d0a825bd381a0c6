using System.Globalization;

namespace Kiali.Tracing.Figures;

/// <summary>An opaque sRGB colour.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green, 0 to 255.</param>
/// <param name="B">Blue, 0 to 255.</param>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Black.</summary>
    public static Rgb Black => new(0, 0, 0);

    /// <summary>White.</summary>
    public static Rgb White => new(255, 255, 255);

    /// <summary>The colour as HTML and SVG write it: <c>#</c> and six lower-case hex digits.</summary>
    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{R:x2}{G:x2}{B:x2}");

    /// <summary>The relative luminance of WCAG 2, 0 (black) to 1 (white).</summary>
    public double Luminance => (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));

    /// <summary>Reads a colour from its number.</summary>
    /// <param name="hex">The number, as in <c>0x0066cc</c>; bits above 24 are ignored.</param>
    /// <returns>The colour.</returns>
    public static Rgb FromHex(int hex) => new((byte)((hex >> 16) & 0xff), (byte)((hex >> 8) & 0xff), (byte)(hex & 0xff));

    /// <summary>The contrast ratio of WCAG 2 between two colours.</summary>
    /// <param name="other">The other colour.</param>
    /// <returns>1 (the same) to 21 (black and white), whichever of the two is the darker.</returns>
    public double ContrastWith(Rgb other)
    {
        double mine = Luminance + 0.05;
        double others = other.Luminance + 0.05;
        return mine > others ? mine / others : others / mine;
    }

    /// <summary>The better of black and white for text on this colour.</summary>
    /// <returns>The one with the higher <see cref="ContrastWith"/>; it is never below 4.5.</returns>
    public Rgb BlackOrWhite() => ContrastWith(Black) >= ContrastWith(White) ? Black : White;

    /// <summary>The colour a part of the way to another one, each channel rounded down.</summary>
    /// <param name="other">The colour at 1.</param>
    /// <param name="share">How far, 0 to 1; clamped.</param>
    /// <returns>The mixture.</returns>
    public Rgb MixWith(Rgb other, double share)
    {
        double t = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
        return new(Channel(R, other.R, t), Channel(G, other.G, t), Channel(B, other.B, t));
    }

    /// <inheritdoc/>
    public override string ToString() => Hex;

    private static byte Channel(byte from, byte to, double t) => (byte)Math.Floor(from + ((to - from) * t));

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
