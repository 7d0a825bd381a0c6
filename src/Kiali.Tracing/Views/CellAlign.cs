namespace Kiali.Tracing.Views;

/// <summary>How a column's cells stand.</summary>
public enum CellAlign
{
    /// <summary>Left: words.</summary>
    Left,

    /// <summary>Right: numbers.</summary>
    Right,

    /// <summary>Centred: marks.</summary>
    Center,
}
