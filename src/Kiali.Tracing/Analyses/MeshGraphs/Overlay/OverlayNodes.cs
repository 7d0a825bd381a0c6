using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs.Overlay;

/// <summary>Finds the node of a party or host, by equality of names; what metrics do not show becomes a node of the trace alone.</summary>
internal sealed class OverlayNodes
{
    private readonly GraphType _type;
    private readonly SortedDictionary<string, MeshNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Namespace, string Name), List<MeshNode>> _parties = [];
    private readonly Dictionary<(string? Namespace, string Name), List<MeshNode>> _services = [];
    private readonly Dictionary<string, List<MeshNode>> _apps = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inTrace = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<NodeSpan>.Builder> _spans = new(StringComparer.Ordinal);

    public OverlayNodes(MeshGraph graph)
    {
        _type = graph.Type;
        foreach (MeshNode node in graph.Nodes)
        {
            Add(node);
        }
    }

    public MeshNode Get(string id) => _nodes[id];

    /// <summary>The node of a party; null when its names fit several and it could only be guessed.</summary>
    public MeshNode? Of(SpanParty party)
    {
        string? name = _type == GraphType.App ? party.App ?? party.Workload : party.Workload;
        if (name is not null && Pick(_parties, party.Namespace, name, party.Cluster) is var (found, fits) && (found is not null || fits > 0))
        {
            return found;
        }

        if (party.Workload is null && party.App is { } app)
        {
            MeshNode[] ofApp = [.. _apps.GetValueOrDefault(app, []).Where(node => party.Namespace is null || node.Namespace == party.Namespace)];
            if (ofApp.Length > 0)
            {
                return ofApp.Length == 1 ? ofApp[0] : null;
            }
        }

        NodeIdentity identity = NodeIdentity.Of(
            _type,
            new TrafficParty(OrUnknown(party.Cluster), OrUnknown(party.Namespace), OrUnknown(party.Workload), OrUnknown(party.App), OrUnknown(party.Version)),
            string.Empty,
            string.Empty);
        return AddOfTrace(identity);
    }

    /// <summary>The node of a service that was called; one more of the trace alone when there is none.</summary>
    /// <param name="host">The service.</param>
    /// <param name="nearby">Whoever calls or answers: its namespace completes a bare name, its cluster decides between several.</param>
    public MeshNode OfService(CalledHost host, MeshNode nearby)
        => FindService(host, nearby) ?? AddOfTrace(host.Namespace is null
            ? NodeIdentity.OfService(IstioLabels.Unknown, IstioLabels.Unknown, host.Name)
            : NodeIdentity.OfService(OrUnknown(nearby.Cluster), host.Namespace, host.Name));

    /// <summary>Marks a node as one that the trace runs through.</summary>
    public void Touch(MeshNode node) => _inTrace.Add(node.Id);

    /// <summary>Places a span.</summary>
    public void Place(MeshNode node, NodeSpan span)
    {
        Touch(node);
        if (!_spans.TryGetValue(node.Id, out ImmutableArray<NodeSpan>.Builder? spans))
        {
            _spans.Add(node.Id, spans = ImmutableArray.CreateBuilder<NodeSpan>());
        }

        spans.Add(span);
    }

    public ImmutableArray<MeshNode> ToNodes() =>
    [
        .. _nodes.Values.Select(node => _inTrace.Contains(node.Id)
            ? node with { InTrace = true, Spans = _spans.TryGetValue(node.Id, out ImmutableArray<NodeSpan>.Builder? spans) ? spans.ToImmutable() : [] }
            : node),
    ];

    private MeshNode? FindService(CalledHost host, MeshNode nearby)
    {
        if (host.Namespace is null)
        {
            return Pick(_services, null, host.Name, null).Found ?? Pick(_services, nearby.Namespace, host.BareName, nearby.Cluster).Found;
        }

        (MeshNode? found, int fits) = Pick(_services, host.Namespace, host.Name, nearby.Cluster);
        return found ?? (fits == 0 ? Pick(_services, host.Namespace, host.Name, null).Found : null);
    }

    private static (MeshNode? Found, int Fits) Pick(
        Dictionary<(string? Namespace, string Name), List<MeshNode>> index, string? inNamespace, string name, string? cluster)
    {
        MeshNode[] fits =
        [
            .. index.GetValueOrDefault((inNamespace, name), []).Where(node => cluster is null || node.Cluster is null || node.Cluster == cluster),
        ];
        return fits.Length == 1 ? (fits[0], 1) : (fits.FirstOrDefault(node => cluster is not null && node.Cluster == cluster), fits.Length);
    }

    private MeshNode AddOfTrace(NodeIdentity identity)
    {
        if (_nodes.TryGetValue(identity.Id, out MeshNode? known))
        {
            return known;
        }

        MeshNode node = GraphAssembly.ToNode(identity) with { OnlyInTrace = true };
        Add(node);
        return node;
    }

    private void Add(MeshNode node)
    {
        _nodes.Add(node.Id, node);
        if (node.NodeType == NodeType.Service)
        {
            Index(_services, (node.Namespace, node.Name), node);
            return;
        }

        if (node.Workload is null && node.App is null)
        {
            return;
        }

        Index(_parties, (node.Namespace, _type == GraphType.App ? node.App ?? node.Workload! : node.Workload ?? node.App!), node);
        if (node.App is { } app)
        {
            Index(_apps, app, node);
        }

        static void Index<TKey>(Dictionary<TKey, List<MeshNode>> index, TKey key, MeshNode node)
            where TKey : notnull
        {
            if (!index.TryGetValue(key, out List<MeshNode>? nodes))
            {
                index.Add(key, nodes = []);
            }

            nodes.Add(node);
        }
    }

    private static string OrUnknown(string? name) => name is { Length: > 0 } ? name : IstioLabels.Unknown;
}
