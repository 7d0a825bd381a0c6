using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Json;

/// <summary>The words that the JSON contract and the frames use for graphs.</summary>
public static class GraphWords
{
    /// <summary>The word of a kind of graph, as in Kiali.</summary>
    /// <param name="type">The kind.</param>
    /// <returns><c>workload</c>, <c>app</c>, <c>versionedApp</c> or <c>service</c>.</returns>
    public static string Of(GraphType type) => type switch
    {
        GraphType.App => "app",
        GraphType.VersionedApp => "versionedApp",
        GraphType.Service => "service",
        _ => "workload",
    };

    /// <summary>The word of a kind of node, as in Kiali.</summary>
    /// <param name="type">The kind.</param>
    /// <returns><c>workload</c>, <c>app</c>, <c>service</c> or <c>unknown</c>.</returns>
    public static string Of(NodeType type) => type switch
    {
        NodeType.Workload => "workload",
        NodeType.App => "app",
        NodeType.Service => "service",
        _ => "unknown",
    };

    /// <summary>The word of what traffic is measured by.</summary>
    /// <param name="rate">The measure.</param>
    /// <returns><c>none</c>, <c>requests</c>, <c>sent</c>, <c>received</c> or <c>total</c>, as in Kiali.</returns>
    public static string Of(TrafficRate rate) => rate switch
    {
        TrafficRate.Requests => "requests",
        TrafficRate.Sent => "sent",
        TrafficRate.Received => "received",
        TrafficRate.Total => "total",
        _ => "none",
    };

    /// <summary>The word of the ambient traffic that is listened to.</summary>
    /// <param name="ambient">Which.</param>
    /// <returns><c>total</c>, <c>waypoint</c>, <c>ztunnel</c> or <c>none</c>, as in Kiali.</returns>
    public static string Of(AmbientTraffic ambient) => ambient switch
    {
        AmbientTraffic.Waypoint => "waypoint",
        AmbientTraffic.Ztunnel => "ztunnel",
        AmbientTraffic.None => "none",
        _ => "total",
    };

    /// <summary>The word of a health.</summary>
    /// <param name="health">The health.</param>
    /// <returns><c>healthy</c>, <c>degraded</c> or <c>failing</c>; null when not known.</returns>
    public static string? Of(HealthStatus health) => health switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        HealthStatus.Failing => "failing",
        _ => null,
    };
}
