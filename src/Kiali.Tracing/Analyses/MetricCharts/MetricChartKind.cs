namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>What a metric chart shows.</summary>
public enum MetricChartKind
{
    /// <summary>How long requests took, milliseconds.</summary>
    RequestDuration = 0,

    /// <summary>How many requests came, a second.</summary>
    RequestVolume = 1,

    /// <summary>Which share of the requests failed, percent; HTTP and gRPC together.</summary>
    RequestErrors = 2,

    /// <summary>How many bytes requests had, a second.</summary>
    RequestThroughput = 3,

    /// <summary>How many bytes responses had, a second.</summary>
    ResponseThroughput = 4,

    /// <summary>How large requests were, bytes.</summary>
    RequestSize = 5,

    /// <summary>How large responses were, bytes.</summary>
    ResponseSize = 6,

    /// <summary>How many gRPC messages callers sent, a second.</summary>
    GrpcSent = 7,

    /// <summary>How many gRPC messages callers received, a second.</summary>
    GrpcReceived = 8,

    /// <summary>How many TCP connections were opened, a second.</summary>
    TcpOpened = 9,

    /// <summary>How many TCP connections were closed, a second.</summary>
    TcpClosed = 10,

    /// <summary>How many bytes TCP callers sent, a second.</summary>
    TcpSent = 11,

    /// <summary>How many bytes TCP callers received, a second.</summary>
    TcpReceived = 12,
}
