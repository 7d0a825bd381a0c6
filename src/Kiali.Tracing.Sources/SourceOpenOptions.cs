namespace Kiali.Tracing.Sources;

/// <summary>How sources are opened.</summary>
public sealed record SourceOpenOptions
{
    /// <summary>The folder that relative paths start at; null for the process's current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The folder that <c>~</c> stands for; null for the user's own.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>How one is let in at a back end.</summary>
    public SourceAccess Access { get; init; } = SourceAccess.Anonymous;

    /// <summary>How long one question may take, with all its repetitions; default 30 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of deadlines, waits and live sources.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The mean wait before the first repetition of a failed question, doubled with each further one; default 200 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Numbers of at least 0 and below 1 that spread the waits of many clients; null for random ones.</summary>
    public Func<double>? Jitter { get; init; }

    /// <summary>Where sources tell how far they are; null when nobody listens.</summary>
    public IProgress<SourceProgress>? Progress { get; init; }

    /// <summary>The kubeconfig for <c>kubernetes:</c> sources; null for those that <c>KUBECONFIG</c> names, else <c>~/.kube/config</c>, else a pod's own account.</summary>
    public string? KubeConfig { get; init; }

    /// <summary>
    /// Which labels of a Loki hold what, for collectors that name them otherwise than the usual ones: <c>namespace=NAME,pod=NAME,container=NAME</c>, and also
    /// <c>workload</c>, <c>node</c>, <c>cluster</c>. Null to find them out.
    /// </summary>
    public string? LokiLabels { get; init; }
}
