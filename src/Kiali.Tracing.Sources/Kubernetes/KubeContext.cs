namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Which cluster, as whom, and in which namespace.</summary>
/// <param name="Name">The context's name.</param>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="User">The user's name; empty for none.</param>
/// <param name="Namespace">The namespace; null when it names none.</param>
internal sealed record KubeContext(string Name, string Cluster, string User, string? Namespace);
