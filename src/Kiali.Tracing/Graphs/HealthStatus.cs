namespace Kiali.Tracing.Graphs;

/// <summary>How requests went, by Kiali's tolerances, in rising order of concern.</summary>
/// <remarks>
/// HTTP 5xx, no response and gRPC failures: any is <see cref="Degraded"/>, 10 % is <see cref="Failing"/>. HTTP 4xx: 10 % and 20 %.
/// Each class is a share of all requests of its protocol; the worst class counts.
/// </remarks>
public enum HealthStatus
{
    /// <summary>There were no requests to judge by.</summary>
    Unknown = 0,

    /// <summary>Within all tolerances.</summary>
    Healthy = 1,

    /// <summary>Some requests failed.</summary>
    Degraded = 2,

    /// <summary>Many requests failed.</summary>
    Failing = 3,
}
