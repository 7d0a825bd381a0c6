using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Figures.Graphs;

/// <summary>Says in sentences what a graph's picture shows.</summary>
internal static class GraphDescription
{
    private const int MostNames = 8;

    public static string Of(GraphResult result)
    {
        MeshGraph graph = result.Graph;
        if (graph.Nodes.IsEmpty)
        {
            return "Mesh graph without traffic.";
        }

        string text = $"Mesh graph of {NumberText.Counted(graph.Nodes.Length, "node")} and {NumberText.Counted(graph.Edges.Length, "edge")}.";
        text += Sentence(HealthStatus.Failing, "failing") + Sentence(HealthStatus.Degraded, "degraded");
        if (result.Overlay is { } overlay)
        {
            text += $" Trace {NameText.ShortId(overlay.TraceId.ToString())} runs through {Names(graph.Nodes.Where(node => node.InTrace && node.NodeType != NodeType.Service))}.";
            MeshNode[] only = [.. graph.Nodes.Where(node => node.OnlyInTrace)];
            text += only.Length > 0 && only.Length < graph.Nodes.Length ? $" Metrics do not show {Names(only)}." : string.Empty;
        }

        return text;

        string Sentence(HealthStatus health, string word)
        {
            MeshNode[] nodes = [.. graph.Nodes.Where(node => node.Health == health)];
            if (nodes.Length == 0)
            {
                return string.Empty;
            }

            string names = Names(nodes);
            return $" {(names.StartsWith("the ", StringComparison.Ordinal) ? "T" + names[1..] : names)} {(nodes.Length == 1 ? "is" : "are")} {word}.";
        }
    }

    private static string Names(IEnumerable<MeshNode> nodes)
    {
        string[] names = [.. nodes.Select(node => node.NodeType == NodeType.Service && !node.OnlyInTrace ? $"the {node.Name} service" : node.Name)];
        string[] shown = names.Length > MostNames ? [.. names.Take(MostNames - 1), $"{names.Length - MostNames + 1} more"] : names;
        return shown.Length < 2 ? string.Concat(shown) : $"{string.Join(", ", shown[..^1])} and {shown[^1]}";
    }
}
