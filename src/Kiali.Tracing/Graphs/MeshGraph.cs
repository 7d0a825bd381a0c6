using System.Collections.Immutable;

namespace Kiali.Tracing.Graphs;

/// <summary>Who called whom, how often, and how it went.</summary>
/// <param name="Type">What its nodes stand for.</param>
/// <param name="Nodes">The nodes, by id.</param>
/// <param name="Edges">The edges, by source, target and protocol. Their ends are among the nodes.</param>
public sealed record MeshGraph(GraphType Type, ImmutableArray<MeshNode> Nodes, ImmutableArray<MeshEdge> Edges)
{
    /// <summary>The window that the rates of a ready graph are of; null when it does not say, and for a graph that was made for a window.</summary>
    public TimeRange? Window { get; init; }
}
