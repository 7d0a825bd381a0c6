namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names of the labels on Istio's metrics.</summary>
public static class IstioLabels
{
    /// <summary>Whose proxy tells: <c>source</c>, <c>destination</c> or <c>waypoint</c>.</summary>
    public const string Reporter = "reporter";

    /// <summary>The calling workload.</summary>
    public const string SourceWorkload = "source_workload";

    /// <summary>The calling workload's namespace.</summary>
    public const string SourceWorkloadNamespace = "source_workload_namespace";

    /// <summary>The calling workload's canonical service (its app).</summary>
    public const string SourceCanonicalService = "source_canonical_service";

    /// <summary>The calling workload's canonical revision (its version).</summary>
    public const string SourceCanonicalRevision = "source_canonical_revision";

    /// <summary>The calling workload's cluster.</summary>
    public const string SourceCluster = "source_cluster";

    /// <summary>The caller's identity.</summary>
    public const string SourcePrincipal = "source_principal";

    /// <summary>The called workload.</summary>
    public const string DestinationWorkload = "destination_workload";

    /// <summary>The called workload's namespace.</summary>
    public const string DestinationWorkloadNamespace = "destination_workload_namespace";

    /// <summary>The called workload's canonical service (its app).</summary>
    public const string DestinationCanonicalService = "destination_canonical_service";

    /// <summary>The called workload's canonical revision (its version).</summary>
    public const string DestinationCanonicalRevision = "destination_canonical_revision";

    /// <summary>The called workload's cluster.</summary>
    public const string DestinationCluster = "destination_cluster";

    /// <summary>The callee's identity.</summary>
    public const string DestinationPrincipal = "destination_principal";

    /// <summary>The host that was called.</summary>
    public const string DestinationService = "destination_service";

    /// <summary>The service that was called.</summary>
    public const string DestinationServiceName = "destination_service_name";

    /// <summary>The namespace of the service that was called.</summary>
    public const string DestinationServiceNamespace = "destination_service_namespace";

    /// <summary><c>http</c>, <c>grpc</c> or <c>tcp</c>.</summary>
    public const string RequestProtocol = "request_protocol";

    /// <summary>The HTTP status; <c>0</c> for no response.</summary>
    public const string ResponseCode = "response_code";

    /// <summary>The gRPC status.</summary>
    public const string GrpcResponseStatus = "grpc_response_status";

    /// <summary>Envoy's response flags; <c>-</c> for none.</summary>
    public const string ResponseFlags = "response_flags";

    /// <summary><c>mutual_tls</c> or <c>none</c>; <c>unknown</c> from the source's side.</summary>
    public const string ConnectionSecurityPolicy = "connection_security_policy";

    /// <summary>The app of the pod that was scraped, as Istio's scrape configuration copies it from the pod: <see cref="ZtunnelApp"/> for a ztunnel.</summary>
    public const string App = "app";

    /// <summary>The value of <see cref="App"/> for ztunnels.</summary>
    public const string ZtunnelApp = "ztunnel";

    /// <summary>A histogram bucket's upper bound, inclusive.</summary>
    public const string UpperBound = "le";

    /// <summary>The value that stands for "not known".</summary>
    public const string Unknown = "unknown";

    /// <summary>The service name of traffic to no service of the mesh.</summary>
    public const string PassthroughCluster = "PassthroughCluster";

    /// <summary>The value of <see cref="ConnectionSecurityPolicy"/> for mutual TLS.</summary>
    public const string MutualTls = "mutual_tls";
}
