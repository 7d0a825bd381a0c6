using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>A source that is to be opened, and how.</summary>
/// <param name="Uri">Its URI.</param>
public sealed record ConnectionRequest(string Uri)
{
    /// <summary>How one is let in.</summary>
    public SourceAccess Access { get; init; } = SourceAccess.Anonymous;

    /// <summary>How long one question may take; null for the standard of <see cref="SourceOpenOptions.Deadline"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The kubeconfig of a cluster; null for the environment's, see <see cref="SourceOpenOptions.KubeConfig"/>.</summary>
    public string? KubeConfig { get; init; }

    /// <summary>Which labels of a Loki hold what; null to find them out, see <see cref="SourceOpenOptions.LokiLabels"/>.</summary>
    public string? LokiLabels { get; init; }
}
