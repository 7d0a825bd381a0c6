namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>A pod with the workload it belongs to.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Kind">The workload's kind, for instance <c>Deployment</c>.</param>
internal sealed record PlacedPod(KubernetesPod Pod, WorkloadRef Workload, string Kind)
{
    /// <summary>The pod's name.</summary>
    public string Name => Pod.Head.Name;

    /// <summary>The pod's namespace.</summary>
    public string Namespace => Pod.Head.Namespace;
}
