namespace Kiali.Tracing.Figures;

/// <summary>How an axis spreads its values.</summary>
public enum AxisScale
{
    /// <summary>Equal differences, equal lengths.</summary>
    Linear,

    /// <summary>Equal ratios, equal lengths. Both ends are above 0; a value at or below 0 is drawn at the lower end.</summary>
    Logarithmic,

    /// <summary>Linear, in Unix seconds with a fraction.</summary>
    Time,
}
