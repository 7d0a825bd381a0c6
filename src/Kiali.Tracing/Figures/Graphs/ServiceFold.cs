using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Figures.Graphs;

/// <summary>Makes a deep graph half as wide: draws a service that has one workload as that workload.</summary>
internal static class ServiceFold
{
    /// <summary>Folds services.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The edges.</param>
    /// <returns>The smaller graph: callers of a folded service reach its workload, over edges that keep their own traffic and spans.</returns>
    public static (ImmutableArray<MeshNode> Nodes, ImmutableArray<MeshEdge> Edges) Of(ImmutableArray<MeshNode> nodes, ImmutableArray<MeshEdge> edges)
    {
        ILookup<string, MeshEdge> outgoing = edges.ToLookup(edge => edge.Source, StringComparer.Ordinal);
        HashSet<string> called = [.. edges.Select(edge => edge.Target)];
        Dictionary<string, string> folded = nodes
            .Where(node => node.NodeType == NodeType.Service && called.Contains(node.Id))
            .Select(node => (node.Id, Targets: outgoing[node.Id].Select(edge => edge.Target).Distinct(StringComparer.Ordinal).ToArray()))
            .Where(service => service.Targets.Length == 1 && service.Targets[0] != service.Id)
            .ToDictionary(service => service.Id, service => service.Targets[0], StringComparer.Ordinal);

        // A service whose only way leads to another folded one would lose its end.
        foreach (string id in folded.Keys.Where(id => folded.ContainsKey(folded[id])).ToArray())
        {
            folded.Remove(id);
        }

        return (
            [.. nodes.Where(node => !folded.ContainsKey(node.Id))],
            [.. edges.Where(edge => !folded.ContainsKey(edge.Source))
                .Select(edge => folded.TryGetValue(edge.Target, out string? workload) ? edge with { Target = workload } : edge)]);
    }
}
