namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names of the attributes that Envoy and Istio set on spans.</summary>
public static class EnvoyAttributes
{
    /// <summary>The value of <c>component</c> on every span of a proxy.</summary>
    public const string ProxyComponent = "proxy";

    /// <summary>The proxy: <c>role~ip~pod.namespace~domain</c>.</summary>
    public const string NodeId = "node_id";

    /// <summary>Why Envoy answered itself or gave up; <c>-</c> when it did not.</summary>
    public const string ResponseFlags = "response_flags";

    /// <summary>Where the request went: <c>direction|port|subset|host</c>.</summary>
    public const string UpstreamCluster = "upstream_cluster";

    /// <summary>The same in newer proxies.</summary>
    public const string UpstreamClusterName = "upstream_cluster.name";

    /// <summary>The request's id: one for all spans of a trace.</summary>
    public const string RequestId = "guid:x-request-id";

    /// <summary>The header that carries the request's id, and the attribute of instrumentations that record it.</summary>
    public const string RequestIdHeader = "x-request-id";

    /// <summary>The gRPC status as Envoy records it.</summary>
    public const string GrpcStatusCode = "grpc.status_code";

    /// <summary>The peer's address.</summary>
    public const string PeerAddress = "peer.address";

    /// <summary>The peer's host name.</summary>
    public const string PeerHostname = "peer.hostname";

    /// <summary>The workload's canonical service.</summary>
    public const string CanonicalService = "istio.canonical_service";

    /// <summary>The workload's canonical revision.</summary>
    public const string CanonicalRevision = "istio.canonical_revision";

    /// <summary>The workload's namespace.</summary>
    public const string IstioNamespace = "istio.namespace";

    /// <summary>The cluster.</summary>
    public const string ClusterId = "istio.cluster_id";

    /// <summary>The mesh.</summary>
    public const string MeshId = "istio.mesh_id";

    /// <summary>Waypoints: the calling workload.</summary>
    public const string SourceWorkload = "istio.source_workload";

    /// <summary>Waypoints: the calling workload's namespace.</summary>
    public const string SourceNamespace = "istio.source_namespace";

    /// <summary>Waypoints: the calling pod.</summary>
    public const string SourceInstance = "istio.source_instance_name";

    /// <summary>Waypoints: the calling workload's canonical service.</summary>
    public const string SourceCanonicalService = "istio.source_canonical_service";

    /// <summary>Waypoints: the calling workload's canonical revision.</summary>
    public const string SourceCanonicalRevision = "istio.source_canonical_revision";

    /// <summary>Waypoints: the called workload.</summary>
    public const string DestinationWorkload = "istio.destination_workload";

    /// <summary>Waypoints: the called workload's namespace.</summary>
    public const string DestinationNamespace = "istio.destination_namespace";

    /// <summary>Waypoints: the called pod.</summary>
    public const string DestinationInstance = "istio.destination_instance_name";

    /// <summary>Waypoints: the called workload's canonical service.</summary>
    public const string DestinationCanonicalService = "istio.destination_canonical_service";

    /// <summary>Waypoints: the called workload's canonical revision.</summary>
    public const string DestinationCanonicalRevision = "istio.destination_canonical_revision";

    /// <summary>The start of a waypoint's <see cref="NodeId"/>.</summary>
    public const string WaypointRole = "waypoint~";
}
