using System.Collections.Immutable;

namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names of Istio's metric families.</summary>
public static class IstioMetrics
{
    /// <summary>Counter: requests.</summary>
    public const string RequestsTotal = "istio_requests_total";

    /// <summary>Histogram: request durations, milliseconds. The family; series end in <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</summary>
    public const string RequestDurationMilliseconds = "istio_request_duration_milliseconds";

    /// <summary>Histogram: request sizes, bytes.</summary>
    public const string RequestBytes = "istio_request_bytes";

    /// <summary>Histogram: response sizes, bytes.</summary>
    public const string ResponseBytes = "istio_response_bytes";

    /// <summary>Counter: messages that a gRPC caller sent.</summary>
    public const string RequestMessagesTotal = "istio_request_messages_total";

    /// <summary>Counter: messages that a gRPC caller received.</summary>
    public const string ResponseMessagesTotal = "istio_response_messages_total";

    /// <summary>Counter: bytes that a TCP caller sent. Istio names both TCP counters from the callee's side (istio#32399).</summary>
    public const string TcpReceivedBytesTotal = "istio_tcp_received_bytes_total";

    /// <summary>Counter: bytes that a TCP caller received.</summary>
    public const string TcpSentBytesTotal = "istio_tcp_sent_bytes_total";

    /// <summary>Counter: TCP connections opened.</summary>
    public const string TcpConnectionsOpenedTotal = "istio_tcp_connections_opened_total";

    /// <summary>Counter: TCP connections closed.</summary>
    public const string TcpConnectionsClosedTotal = "istio_tcp_connections_closed_total";

    /// <summary>All series that analyses compute with, suffix included, those of a family together and a histogram's buckets first: what a snapshot keeps.</summary>
    public static ImmutableArray<string> SeriesNames { get; } =
    [
        RequestsTotal,
        RequestDurationMilliseconds + "_bucket", RequestDurationMilliseconds + "_sum", RequestDurationMilliseconds + "_count",
        RequestBytes + "_bucket", RequestBytes + "_sum", RequestBytes + "_count",
        ResponseBytes + "_bucket", ResponseBytes + "_sum", ResponseBytes + "_count",
        RequestMessagesTotal, ResponseMessagesTotal,
        TcpReceivedBytesTotal, TcpSentBytesTotal, TcpConnectionsOpenedTotal, TcpConnectionsClosedTotal,
    ];
}
