namespace Kiali.Tracing.Graphs;

/// <summary>Which proxies of an ambient mesh a graph listens to, beside sidecars and gateways.</summary>
public enum AmbientTraffic
{
    /// <summary>Both waypoints and ztunnels. The default.</summary>
    Total = 0,

    /// <summary>Waypoints: requests between ambient workloads.</summary>
    Waypoint = 1,

    /// <summary>Ztunnels: connections between ambient workloads.</summary>
    Ztunnel = 2,

    /// <summary>Neither.</summary>
    None = 3,
}
