namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>How a cluster is found and asked.</summary>
internal sealed record KubernetesOptions
{
    /// <summary>The kubeconfig; null for those of the environment.</summary>
    public string? KubeConfig { get; init; }

    /// <summary>The folder that relative paths start at; null for the process's current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The folder that <c>~</c> stands for; null for the user's own.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The folder with a pod's own account: token, authority and namespace.</summary>
    public string AccountFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>How long a credential plugin may take; default 60 s. The deadline of the question that needs it counts, too.</summary>
    public TimeSpan PluginTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many objects are listed at once; default 500.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>The most objects of a kind; default 100,000. Past them the answer is incomplete.</summary>
    public int MostObjects { get; init; } = 100_000;

    /// <summary>The most containers whose lines are read for one query; default 500. Past them the answer is incomplete.</summary>
    public int MostContainers { get; init; } = 500;

    /// <summary>The most bytes of one log request, at least 1; default 32 MiB. More is asked for in several requests.</summary>
    public long LargestLog { get; init; } = 32 << 20;

    /// <summary>The most log requests for one container; default 32. Past them the answer is incomplete.</summary>
    public int MostLogRequests { get; init; } = 32;

    /// <summary>How long a listing of the cluster counts as new, so that one verb does not list it several times; default 10 s.</summary>
    public TimeSpan InventoryAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The options that a source is opened with.</summary>
    /// <param name="options">How sources are opened.</param>
    /// <returns>The options.</returns>
    public static KubernetesOptions From(SourceOpenOptions options) => new()
    {
        KubeConfig = options.KubeConfig,
        WorkingDirectory = options.WorkingDirectory,
        HomeDirectory = options.HomeDirectory,
    };
}
