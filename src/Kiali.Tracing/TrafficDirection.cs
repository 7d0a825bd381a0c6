namespace Kiali.Tracing;

/// <summary>Which side of a workload's traffic is meant.</summary>
public enum TrafficDirection
{
    /// <summary>Requests that the workload answers; told by the destination's proxy, or its waypoint.</summary>
    Inbound = 0,

    /// <summary>Requests that the workload makes; told by the source's proxy.</summary>
    Outbound = 1,
}
