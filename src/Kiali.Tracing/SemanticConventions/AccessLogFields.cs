using System.Collections.Immutable;

namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names of the fields of an access log, as Istio's JSON format spells them; its text format has the same fields in a fixed order.</summary>
public static class AccessLogFields
{
    /// <summary>When the request came in, RFC 3339.</summary>
    public const string StartTime = "start_time";

    /// <summary>The HTTP method.</summary>
    public const string Method = "method";

    /// <summary>The path with its query.</summary>
    public const string Path = "path";

    /// <summary>The protocol, for instance <c>HTTP/1.1</c>.</summary>
    public const string Protocol = "protocol";

    /// <summary>The response status; 0 when none was sent.</summary>
    public const string ResponseCode = "response_code";

    /// <summary>Why Envoy answered itself or gave up.</summary>
    public const string ResponseFlags = "response_flags";

    /// <summary>How the response came about.</summary>
    public const string ResponseCodeDetails = "response_code_details";

    /// <summary>Why the connection ended.</summary>
    public const string ConnectionTerminationDetails = "connection_termination_details";

    /// <summary>Why the connection to the upstream failed.</summary>
    public const string UpstreamTransportFailureReason = "upstream_transport_failure_reason";

    /// <summary>The length of the request's body.</summary>
    public const string BytesReceived = "bytes_received";

    /// <summary>The length of the response's body.</summary>
    public const string BytesSent = "bytes_sent";

    /// <summary>From the request's first byte to the response's last, whole milliseconds.</summary>
    public const string Duration = "duration";

    /// <summary>What of it the upstream took, milliseconds.</summary>
    public const string UpstreamServiceTime = "upstream_service_time";

    /// <summary>The addresses that the request passed.</summary>
    public const string ForwardedFor = "x_forwarded_for";

    /// <summary>The client's program.</summary>
    public const string UserAgent = "user_agent";

    /// <summary>The request's id.</summary>
    public const string RequestId = "request_id";

    /// <summary>The host that was asked for.</summary>
    public const string Authority = "authority";

    /// <summary>The address that the request was sent to.</summary>
    public const string UpstreamHost = "upstream_host";

    /// <summary>Where the request went: <c>direction|port|subset|host</c>.</summary>
    public const string UpstreamCluster = "upstream_cluster";

    /// <summary>The proxy's address towards the upstream.</summary>
    public const string UpstreamLocalAddress = "upstream_local_address";

    /// <summary>The proxy's address towards the client.</summary>
    public const string DownstreamLocalAddress = "downstream_local_address";

    /// <summary>The client's address.</summary>
    public const string DownstreamRemoteAddress = "downstream_remote_address";

    /// <summary>The server name that TLS asked for.</summary>
    public const string RequestedServerName = "requested_server_name";

    /// <summary>The route that matched.</summary>
    public const string RouteName = "route_name";

    /// <summary>ztunnel: the caller's address.</summary>
    public const string ZtunnelSourceAddress = "src.addr";

    /// <summary>ztunnel: the service that was called.</summary>
    public const string ZtunnelDestinationService = "dst.service";

    /// <summary>ztunnel: the address that was called.</summary>
    public const string ZtunnelDestinationAddress = "dst.addr";

    /// <summary>ztunnel: which side of the connection it was.</summary>
    public const string ZtunnelDirection = "direction";

    /// <summary>ztunnel: the bytes received.</summary>
    public const string ZtunnelBytesReceived = "bytes_recv";

    /// <summary>ztunnel: why the connection failed.</summary>
    public const string ZtunnelError = "error";

    /// <summary>ztunnel: the caller's pod.</summary>
    public const string ZtunnelSourceWorkload = "src.workload";

    /// <summary>ztunnel: the caller's namespace.</summary>
    public const string ZtunnelSourceNamespace = "src.namespace";

    /// <summary>ztunnel: the called pod.</summary>
    public const string ZtunnelDestinationWorkload = "dst.workload";

    /// <summary>ztunnel: the called pod's namespace.</summary>
    public const string ZtunnelDestinationNamespace = "dst.namespace";

    /// <summary>ztunnel's JSON format: which part of it wrote the line.</summary>
    public const string ZtunnelScope = "scope";

    /// <summary>ztunnel's JSON format: when it wrote the line.</summary>
    public const string ZtunnelTime = "time";

    /// <summary>A value of <see cref="ZtunnelScope"/>: the line tells of a connection.</summary>
    public const string ZtunnelConnectionScope = "access";

    /// <summary>A value of <see cref="ZtunnelScope"/>: the line tells of a request, as newer ones may.</summary>
    public const string ZtunnelRequestScope = "http access";

    /// <summary>ztunnel's JSON format: the names that stand before the access line's own.</summary>
    public static ImmutableArray<string> ZtunnelHead { get; } = [ZtunnelTime, "level", ZtunnelScope, "message"];
}
