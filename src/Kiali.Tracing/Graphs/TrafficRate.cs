namespace Kiali.Tracing.Graphs;

/// <summary>By what a graph's traffic of one protocol is measured.</summary>
public enum TrafficRate
{
    /// <summary>The protocol is left out.</summary>
    None = 0,

    /// <summary>Requests; of HTTP and gRPC.</summary>
    Requests = 1,

    /// <summary>What callers sent: messages of gRPC, bytes of TCP.</summary>
    Sent = 2,

    /// <summary>What callers received: messages of gRPC, bytes of TCP.</summary>
    Received = 3,

    /// <summary>What callers sent and received together.</summary>
    Total = 4,
}
