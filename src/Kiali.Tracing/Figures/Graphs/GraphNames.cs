using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Figures.Graphs;

/// <summary>Which box each node of a graph lies in, and what is written under it.</summary>
internal sealed class GraphNames
{
    /// <summary>What is written under the service that its box is named after.</summary>
    public const string Service = "service";

    /// <summary>What is written under a node that metrics do not show.</summary>
    public const string TraceOnly = "trace only";

    private const int LongestName = 256;

    private readonly Dictionary<string, string> _boxes = new(StringComparer.Ordinal);
    private readonly bool _hasSeveralClusters;

    public GraphNames(ImmutableArray<MeshNode> nodes, ImmutableArray<MeshEdge> edges)
    {
        _hasSeveralClusters = nodes.Select(node => node.Cluster).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1;
        Dictionary<string, MeshNode> byId = nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        Dictionary<string, string> apps = new(StringComparer.Ordinal);
        foreach (MeshNode node in nodes)
        {
            string? app = node.NodeType == NodeType.Service ? AppBehind(node, edges, byId) : node.App;
            if (app is not null && GroupOf(node) is not null)
            {
                apps.Add(node.Id, app);
            }
        }

        foreach (IGrouping<(string?, string), string> box in apps.GroupBy(entry => (GroupOf(byId[entry.Key]), entry.Value), entry => entry.Key))
        {
            if (box.Count() > 1)
            {
                foreach (string id in box)
                {
                    _boxes.Add(id, box.Key.Item2);
                }
            }
        }
    }

    /// <summary>The key of a node's namespace box; null for a node of no namespace.</summary>
    public string? GroupOf(MeshNode node) => node.Namespace is null ? null : _hasSeveralClusters ? $"{node.Namespace} · {node.Cluster ?? "?"}" : node.Namespace;

    /// <summary>The app whose box a node lies in; null when it would be alone there.</summary>
    public string? BoxOf(MeshNode node) => _boxes.GetValueOrDefault(node.Id);

    /// <summary>What is written under a node: in its app's box only what tells it from the others.</summary>
    public string LabelOf(MeshNode node)
    {
        string? box = BoxOf(node);
        if (node.NodeType == NodeType.Service)
        {
            return box is not null && node.Name == box ? Service : node.Name;
        }

        if (box is null)
        {
            return node.NodeType == NodeType.Unknown ? "outside the mesh" : node.Name;
        }

        return node.Name.StartsWith(box + "-", StringComparison.Ordinal) ? node.Name[(box.Length + 1)..]
            : node.Name == box && node.Version is { } version ? version
            : node.Name;
    }

    /// <summary>Breaks a name at its hyphens into lines of a width, at most three.</summary>
    public static ImmutableArray<string> Lines(string name, double size, double width)
    {
        ImmutableArray<string>.Builder lines = ImmutableArray.CreateBuilder<string>();
        string line = string.Empty;
        string[] parts = (name.Length > LongestName ? name[..LongestName] : name).Split('-');
        for (int index = 0; index < parts.Length; index++)
        {
            string part = index < parts.Length - 1 ? parts[index] + "-" : parts[index];
            if (line.Length > 0 && lines.Count < 2 && TextWidth.Estimate(line + part, size, bold: true) > width)
            {
                lines.Add(line);
                line = string.Empty;
            }

            line += part;
        }

        lines.Add(line);
        return [.. lines.Select(text => TextWidth.Cut(text, size, width, bold: true))];
    }

    private static string? AppBehind(MeshNode service, ImmutableArray<MeshEdge> edges, Dictionary<string, MeshNode> nodes)
    {
        string?[] apps =
        [
            .. edges.Where(edge => edge.Source == service.Id)
                .Select(edge => nodes[edge.Target])
                .Where(node => node.Namespace == service.Namespace && node.Cluster == service.Cluster && node.NodeType != NodeType.Service)
                .Select(node => node.App)
                .Distinct(),
        ];
        return apps.Length == 1 ? apps[0] : apps.Length == 0 ? service.Name : null;
    }
}
