namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names that Istio gives to Kubernetes objects: containers, labels, annotations.</summary>
public static class IstioObjects
{
    /// <summary>The container of every Istio proxy: sidecar, gateway, waypoint and ztunnel.</summary>
    public const string ProxyContainer = "istio-proxy";

    /// <summary>The DaemonSet of the nodes' ztunnels, and the value of its label <c>app</c>.</summary>
    public const string Ztunnel = "ztunnel";

    /// <summary>The usual name of a namespace's waypoint.</summary>
    public const string Waypoint = "waypoint";

    /// <summary>The usual namespace of the control plane and the ztunnels.</summary>
    public const string RootNamespace = "istio-system";

    /// <summary>Annotation of an injected pod: JSON with the names of the containers that were added.</summary>
    public const string SidecarStatus = "sidecar.istio.io/status";

    /// <summary>Annotation of a pod whose traffic goes through its node's ztunnel; <see cref="Enabled"/> when it does.</summary>
    public const string AmbientRedirection = "ambient.istio.io/redirection";

    /// <summary>The value of <see cref="AmbientRedirection"/> for yes.</summary>
    public const string Enabled = "enabled";

    /// <summary>Label of what a gateway controller made: which one.</summary>
    public const string ManagedBy = "gateway.istio.io/managed";

    /// <summary>The value of <see cref="ManagedBy"/> for waypoints.</summary>
    public const string MeshController = "istio.io-mesh-controller";

    /// <summary>Label of a pod, service or namespace: in which other namespace its waypoint is.</summary>
    public const string WaypointNamespace = "istio.io/use-waypoint-namespace";

    /// <summary>Label of a pod: its app, as Istio's metrics name it.</summary>
    public const string CanonicalName = "service.istio.io/canonical-name";

    /// <summary>Label of a pod: its version, as Istio's metrics name it.</summary>
    public const string CanonicalRevision = "service.istio.io/canonical-revision";

    /// <summary>Environment variable of a proxy's container: the mesh's name of the cluster.</summary>
    public const string ClusterVariable = "ISTIO_META_CLUSTER_ID";
}
