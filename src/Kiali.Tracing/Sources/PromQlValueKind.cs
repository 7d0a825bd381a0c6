namespace Kiali.Tracing.Sources;

/// <summary>What an expression in PromQL evaluates to.</summary>
public enum PromQlValueKind
{
    /// <summary>Series, each with one value of one moment.</summary>
    Vector = 0,

    /// <summary>Series, each with values over time.</summary>
    Matrix = 1,

    /// <summary>One number.</summary>
    Scalar = 2,

    /// <summary>A text.</summary>
    Text = 3,
}
