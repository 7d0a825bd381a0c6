using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>The colours of the heatmap: Kiali's five, mixed linearly between.</summary>
public static class HeatRamp
{
    private const double AbsoluteLimitMs = 10;

    private static readonly ImmutableArray<Rgb> Stops =
    [
        Palette.HeatMuchFaster, Palette.HeatFaster, Palette.HeatSame, Palette.HeatSlower, Palette.HeatMuchSlower,
    ];

    /// <summary>The colour of a duration as a multiple of a statistic.</summary>
    /// <param name="ratio">Duration / statistic: stops at ¼, ½, 1, 2 and 4, clamped beyond, linear in log₂ between.
    /// Not a number, negative or a division by nothing means no data.</param>
    /// <returns>The background, with black or white text at a contrast of at least 4.5.</returns>
    public static Tone Relative(double ratio) =>
        double.IsNaN(ratio) || ratio < 0 ? Palette.NoDataCell : At(Math.Log2(ratio));

    /// <summary>The colour of a difference, on Kiali's own scale.</summary>
    /// <param name="deltaMs">Duration − statistic, ms: stops at −10, −5, 0, +5 and +10, clamped beyond, linear between.</param>
    /// <returns>The background, with black or white text at a contrast of at least 4.5.</returns>
    public static Tone Absolute(double deltaMs) =>
        double.IsNaN(deltaMs) ? Palette.NoDataCell : At(deltaMs / AbsoluteLimitMs * 2);

    // −2 to +2, one unit a stop.
    private static Tone At(double position)
    {
        double place = Math.Clamp(position, -2, 2) + 2;
        int lower = Math.Min((int)Math.Floor(place), Stops.Length - 2);
        return Tone.On(Stops[lower].MixWith(Stops[lower + 1], place - lower));
    }
}
