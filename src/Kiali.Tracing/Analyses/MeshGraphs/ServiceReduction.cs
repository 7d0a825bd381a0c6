using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Makes a service graph of a workload graph with services: what a workload calls, its services call.</summary>
/// <remarks>As in Kiali: a workload behind two services makes the call in the name of both; what no service stands before keeps its own node; calls that
/// name no service are left out.</remarks>
internal static class ServiceReduction
{
    public static ImmutableArray<EdgeDraft> Of(ImmutableArray<EdgeDraft> edges)
    {
        ILookup<string, NodeIdentity> services = edges.Where(edge => IsService(edge.Source))
            .DistinctBy(edge => (edge.Source.Id, edge.Target.Id))
            .ToLookup(edge => edge.Target.Id, edge => edge.Source, StringComparer.Ordinal);
        Dictionary<(string, string, string), EdgeDraft> reduced = [];
        foreach (EdgeDraft edge in edges.Where(edge => IsService(edge.Target)))
        {
            IEnumerable<NodeIdentity> callers = services.Contains(edge.Source.Id) ? services[edge.Source.Id] : [edge.Source];
            foreach (NodeIdentity caller in callers)
            {
                (string, string, string) key = (caller.Id, edge.Target.Id, edge.Traffic.Protocol);
                if (!reduced.TryGetValue(key, out EdgeDraft? sum))
                {
                    reduced.Add(key, sum = new EdgeDraft(caller, edge.Target, edge.Traffic.Protocol));
                }

                sum.Absorb(edge);
            }
        }

        return [.. reduced.OrderBy(edge => edge.Key.Item1, StringComparer.Ordinal)
            .ThenBy(edge => edge.Key.Item2, StringComparer.Ordinal)
            .ThenBy(edge => edge.Key.Item3, StringComparer.Ordinal)
            .Select(edge => edge.Value)];
    }

    private static bool IsService(NodeIdentity node) => node.Type == NodeType.Service;
}
