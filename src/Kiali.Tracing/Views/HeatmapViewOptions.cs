namespace Kiali.Tracing.Views;

/// <summary>How a heatmap is shown.</summary>
public sealed record HeatmapViewOptions
{
    /// <summary>Whether colours go by the difference (±10 ms, as in Kiali) instead of the multiple. Default no.</summary>
    public bool AbsoluteScale { get; init; }

    /// <summary>How this host calls verbs, for the commands to go on with.</summary>
    public string CallName { get; init; } = "#!kiali";
}
