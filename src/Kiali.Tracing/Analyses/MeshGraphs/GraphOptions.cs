using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Which mesh graph is wanted.</summary>
public sealed record GraphOptions
{
    /// <summary>What its nodes stand for; default workloads.</summary>
    public GraphType Type { get; init; } = GraphType.Workload;

    /// <summary>Whether the service that was called stands between caller and callee; default yes. A service graph has its services anyway.</summary>
    public bool InjectServices { get; init; } = true;

    /// <summary>The namespaces whose traffic counts, in and out; none (the default) means all.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>The cluster whose traffic counts, in and out; null (the default) for all.</summary>
    public string? Cluster { get; init; }

    /// <summary>The one workload, app or service whose traffic counts; null (the default) for all. <see cref="Namespaces"/> and <see cref="Cluster"/> then do not matter.</summary>
    public GraphFocus? Focus { get; init; }

    /// <summary>HTTP: <see cref="TrafficRate.Requests"/> (the default) or <see cref="TrafficRate.None"/>.</summary>
    public TrafficRate Http { get; init; } = TrafficRate.Requests;

    /// <summary>gRPC: requests (the default), or messages sent, received or both, or none.</summary>
    public TrafficRate Grpc { get; init; } = TrafficRate.Requests;

    /// <summary>TCP: bytes sent (the default), received or both, or none.</summary>
    public TrafficRate Tcp { get; init; } = TrafficRate.Sent;

    /// <summary>Which proxies of an ambient mesh are listened to; default all.</summary>
    public AmbientTraffic Ambient { get; init; } = AmbientTraffic.Total;

    /// <summary>Whether edges are shown that had traffic once but none in the window; default no.</summary>
    public bool IncludeIdleEdges { get; init; }

    /// <summary>The workloads that are waypoints, which metrics do not tell; none by default.</summary>
    public ImmutableArray<WorkloadRef> Waypoints { get; init; } = [];

    /// <summary>Whether gRPC is measured by messages instead of requests.</summary>
    public bool HasMessages => Grpc is TrafficRate.Sent or TrafficRate.Received or TrafficRate.Total;
}
