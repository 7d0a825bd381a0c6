using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>What one kubeconfig says, its paths made absolute.</summary>
/// <param name="CurrentContext">The context to use when none is named; null when it names none.</param>
/// <param name="Contexts">The contexts, in the file's order.</param>
/// <param name="Clusters">The clusters.</param>
/// <param name="Users">The users.</param>
internal sealed record KubeConfigFile(
    string? CurrentContext, ImmutableArray<KubeContext> Contexts, ImmutableArray<KubeCluster> Clusters, ImmutableArray<KubeUser> Users);
