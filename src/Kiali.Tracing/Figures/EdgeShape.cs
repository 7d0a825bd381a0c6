namespace Kiali.Tracing.Figures;

/// <summary>How an edge goes from place to place.</summary>
public enum EdgeShape
{
    /// <summary>A curve that leaves and arrives horizontally.</summary>
    Curved,

    /// <summary>Straight.</summary>
    Straight,
}
