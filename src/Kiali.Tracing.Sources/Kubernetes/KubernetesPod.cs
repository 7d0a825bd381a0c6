using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>A pod, as the API tells it.</summary>
/// <param name="Head">Its name, labels and owner.</param>
/// <param name="Node">The node it runs on; null when it runs on none.</param>
/// <param name="StartUnixNano">When it started, Unix nanoseconds; null when it did not.</param>
/// <param name="Containers">Its containers, the initial ones first.</param>
internal sealed record KubernetesPod(KubernetesObject Head, string? Node, long? StartUnixNano, ImmutableArray<KubernetesContainer> Containers)
{
    /// <summary>Its addresses.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>The containers that an injector added, by its annotation.</summary>
    public ImmutableArray<string> Injected { get; init; } = [];

    /// <summary>Whether its traffic goes through its node's ztunnel.</summary>
    public bool IsAmbient { get; init; }

    /// <summary>The mesh's name of the cluster, as its proxy is told it; null when it has no proxy.</summary>
    public string? Cluster { get; init; }
}
