using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Figures.Graphs;

/// <summary>The part of a graph that a picture can hold: services folded into their workloads, then the trace's nodes and those of the worst edges.</summary>
internal static class GraphCut
{
    public static (ImmutableArray<MeshNode> Nodes, ImmutableArray<MeshEdge> Edges) Of(MeshGraph graph, int maximumNodes)
    {
        if (graph.Nodes.Length <= maximumNodes)
        {
            return (graph.Nodes, graph.Edges);
        }

        (ImmutableArray<MeshNode> nodes, ImmutableArray<MeshEdge> edges) = ServiceFold.Of(graph.Nodes, graph.Edges);
        HashSet<string> kept = new(StringComparer.Ordinal);
        foreach (MeshNode node in nodes.Where(node => node.InTrace).Take(maximumNodes))
        {
            kept.Add(node.Id);
        }

        foreach (MeshEdge edge in EdgeConcern.WorstFirst(edges))
        {
            int missing = (kept.Contains(edge.Source) ? 0 : 1) + (kept.Contains(edge.Target) ? 0 : 1);
            if (kept.Count + missing <= maximumNodes)
            {
                kept.Add(edge.Source);
                kept.Add(edge.Target);
            }
        }

        return (
            [.. nodes.Where(node => kept.Contains(node.Id))],
            [.. edges.Where(edge => kept.Contains(edge.Source) && kept.Contains(edge.Target))]);
    }
}
