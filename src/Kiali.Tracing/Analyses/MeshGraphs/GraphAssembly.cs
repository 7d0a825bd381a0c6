using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Makes a graph's nodes and edges of drafts, and judges their health.</summary>
internal static class GraphAssembly
{
    public static MeshGraph Of(GraphType type, ImmutableArray<EdgeDraft> drafts)
    {
        SortedDictionary<string, NodeDraft> nodes = new(StringComparer.Ordinal);
        foreach (EdgeDraft draft in drafts)
        {
            NodeOf(draft.Source).Outgoing.Add(draft.Traffic);
            NodeOf(draft.Target).Incoming.Add(draft.Traffic);
        }

        return new MeshGraph(type, [.. nodes.Values.Select(ToNode)], [.. drafts.Select(ToEdge)]);

        NodeDraft NodeOf(NodeIdentity identity)
        {
            if (!nodes.TryGetValue(identity.Id, out NodeDraft? node))
            {
                nodes.Add(identity.Id, node = new NodeDraft(identity));
            }

            return node;
        }
    }

    public static MeshNode ToNode(NodeIdentity identity) => new(identity.Id, identity.Type)
    {
        Cluster = Known(identity.Cluster),
        Namespace = Known(identity.Namespace),
        Workload = Known(identity.Workload),
        App = Known(identity.App),
        Version = Known(identity.Version),
        Service = Known(identity.Service),
        IsWaypoint = identity.IsWaypoint,
    };

    private static MeshNode ToNode(NodeDraft draft)
    {
        ImmutableArray<TrafficSum> incoming = ByProtocol(draft.Incoming);
        ImmutableArray<TrafficSum> outgoing = ByProtocol(draft.Outgoing);
        return ToNode(draft.Identity) with
        {
            Traffic = [.. (incoming.IsEmpty ? outgoing : incoming).Select(sum => sum.ToTraffic())],
            Health = incoming.Concat(outgoing).Select(sum => sum.Health).Append(HealthStatus.Unknown).Max(),
        };
    }

    private static MeshEdge ToEdge(EdgeDraft draft) => new(draft.Source.Id, draft.Target.Id, draft.Traffic.ToTraffic())
    {
        ResponseTimes = draft.ResponseTimes?.ToResponseTimes() ?? ResponseTimes.Unknown,
        MtlsPercent = draft.JudgedRequests > 0 ? draft.SecuredRequests / draft.JudgedRequests * 100 : null,
        Health = draft.Traffic.Health,
    };

    private static ImmutableArray<TrafficSum> ByProtocol(List<TrafficSum> traffic)
    {
        SortedDictionary<string, TrafficSum> sums = new(StringComparer.Ordinal);
        foreach (TrafficSum part in traffic)
        {
            if (!sums.TryGetValue(part.Protocol, out TrafficSum? sum))
            {
                sums.Add(part.Protocol, sum = new TrafficSum(part.Protocol));
            }

            sum.Add(part);
        }

        return [.. sums.Values];
    }

    private static string? Known(string name) => TrafficParty.IsKnown(name) ? name : null;
}
