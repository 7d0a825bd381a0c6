namespace Kiali.Tracing.Figures;

/// <summary>The sign drawn (not written) in a small cell, so that colour never speaks alone.</summary>
public enum CellSign
{
    /// <summary>None.</summary>
    None,

    /// <summary>++: at least twice the statistic.</summary>
    MuchSlower,

    /// <summary>+: slower by more than a tenth.</summary>
    Slower,

    /// <summary>A dot: within a tenth.</summary>
    Same,

    /// <summary>−: faster by more than a tenth.</summary>
    Faster,

    /// <summary>−−: at most half of the statistic.</summary>
    MuchFaster,

    /// <summary>≈: cannot be told apart.</summary>
    NotToldApart,

    /// <summary>A stroke from corner to corner: no data.</summary>
    NoData,
}
