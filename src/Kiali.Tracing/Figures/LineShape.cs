namespace Kiali.Tracing.Figures;

/// <summary>How a line goes from point to point.</summary>
public enum LineShape
{
    /// <summary>Straight.</summary>
    Straight,

    /// <summary>Along, then up or down: each value holds until the next.</summary>
    Step,
}
