namespace Kiali.Tracing.Mapping;

/// <summary>What told whose a span is; in the order in which it is asked.</summary>
public enum WorkloadEvidence
{
    /// <summary>Nothing did: the workload is not known.</summary>
    None = 0,

    /// <summary>A waypoint's own attributes, which name the workloads on both of its sides.</summary>
    WaypointAttributes = 1,

    /// <summary>The proxy's <c>node_id</c>, which names its pod.</summary>
    NodeId = 2,

    /// <summary>The service map.</summary>
    ServiceMap = 3,

    /// <summary>The owner that the resource names, for instance in <c>k8s.deployment.name</c>.</summary>
    ResourceOwner = 4,

    /// <summary>The pod that the resource names in <c>k8s.pod.name</c>.</summary>
    ResourcePod = 5,

    /// <summary>The canonical service and revision, by the labels of the only workload that has them in the catalogue.</summary>
    CanonicalService = 6,

    /// <summary>The host's name, which in Kubernetes is the pod's.</summary>
    Hostname = 7,

    /// <summary>The service's name, by the only workload of that app or name in the catalogue.</summary>
    ServiceName = 8,
}
