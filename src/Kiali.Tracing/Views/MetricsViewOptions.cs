namespace Kiali.Tracing.Views;

/// <summary>How metric charts are shown.</summary>
public sealed record MetricsViewOptions
{
    /// <summary>How the host calls verbs, for the commands to copy; default as in a notebook.</summary>
    public string CallName { get; init; } = "#!kiali";
}
