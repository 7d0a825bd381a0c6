namespace Kiali.Tracing.Figures;

/// <summary>What a compact heatmap needs to know of one comparison.</summary>
/// <param name="Ratio">Duration / statistic; null or NaN when there is no data.</param>
/// <param name="Distinguishable">Whether the two can be told apart; false for one histogram bucket and the like.</param>
public readonly record struct HeatSample(double? Ratio, bool Distinguishable)
{
    /// <summary>A comparison without data.</summary>
    public static HeatSample NoData => new(null, false);

    /// <summary>Whether there is a number to compare with.</summary>
    public bool HasData => Ratio is { } ratio && !double.IsNaN(ratio) && ratio >= 0;

    /// <summary>The sign that says the comparison without colour.</summary>
    public CellSign Sign => (HasData, Distinguishable, Ratio) switch
    {
        (false, _, _) => CellSign.NoData,
        (_, false, _) => CellSign.NotToldApart,
        (_, _, >= 2) => CellSign.MuchSlower,
        (_, _, > 1.1) => CellSign.Slower,
        (_, _, <= 0.5) => CellSign.MuchFaster,
        (_, _, < 0.9) => CellSign.Faster,
        _ => CellSign.Same,
    };
}
