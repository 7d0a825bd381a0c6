namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Where a cluster's API server is, and whom to trust there.</summary>
/// <param name="Name">Its name in the kubeconfig.</param>
/// <param name="Server">The server's address.</param>
internal sealed record KubeCluster(string Name, string Server)
{
    /// <summary>The PEM file of the authorities to trust; null for none.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The same in place, as base64 of PEM; it counts before the file. Null for none.</summary>
    public string? AuthorityData { get; init; }

    /// <summary>Whether any certificate is accepted.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>The name that the server's certificate must have; null for the address's host.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>The proxy to go through; null for the environment's.</summary>
    public string? ProxyUrl { get; init; }
}
