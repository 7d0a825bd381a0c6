namespace Kiali.Tracing.Figures;

/// <summary>The sign inside a graph's node: its health.</summary>
public enum NodeSign
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>✓: healthy.</summary>
    Healthy,

    /// <summary>!: degraded.</summary>
    Degraded,

    /// <summary>✕: failing.</summary>
    Failing,

    /// <summary>?: not known.</summary>
    Unknown,
}
