using System.Collections.Immutable;

namespace Kiali.Tracing.Graphs;

/// <summary>A node of a mesh graph.</summary>
/// <param name="Id">Its id, unique in the graph, from its names alone; Kiali publishes the SHA-256 of the same text.</param>
/// <param name="NodeType">What it is.</param>
public sealed record MeshNode(string Id, NodeType NodeType)
{
    /// <summary>Its cluster; null when unknown.</summary>
    public string? Cluster { get; init; }

    /// <summary>Its namespace; null when unknown.</summary>
    public string? Namespace { get; init; }

    /// <summary>The workload; null when it is none, or unknown.</summary>
    public string? Workload { get; init; }

    /// <summary>The app; null when unknown.</summary>
    public string? App { get; init; }

    /// <summary>The app's version; null when unknown.</summary>
    public string? Version { get; init; }

    /// <summary>The service; null unless it is one.</summary>
    public string? Service { get; init; }

    /// <summary>Whether it is known to be a waypoint, which stands between ambient workloads and is no app of theirs.</summary>
    public bool IsWaypoint { get; init; }

    /// <summary>How its requests went, in and out.</summary>
    public HealthStatus Health { get; init; }

    /// <summary>What comes in, by protocol; for a node that nothing calls, what goes out.</summary>
    public ImmutableArray<EdgeTraffic> Traffic { get; init; } = [];

    /// <summary>Whether the trace laid over the graph runs through it. A service has no spans of its own: the trace runs through it on edges.</summary>
    public bool InTrace { get; init; }

    /// <summary>The spans of the trace laid over that belong to it, in the trace's order; none without one.</summary>
    public ImmutableArray<NodeSpan> Spans { get; init; } = [];

    /// <summary>Whether metrics do not show it: it is known from a trace alone.</summary>
    public bool OnlyInTrace { get; init; }

    /// <summary>What people call it: the workload, service or app, else <c>unknown</c>.</summary>
    public string Name => NodeType switch
    {
        NodeType.Service => Service ?? "unknown",
        NodeType.App => Workload ?? App ?? "unknown",
        _ => Workload ?? "unknown",
    };
}
