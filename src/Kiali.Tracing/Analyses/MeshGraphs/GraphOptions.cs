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
}
