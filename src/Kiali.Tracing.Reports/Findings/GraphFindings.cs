using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Reports.Composition;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>What a mesh graph says, from its numbers alone.</summary>
internal static class GraphFindings
{
    /// <summary>Key figures.</summary>
    public static ImmutableArray<KeyFigure> KeyFigures(GraphResult result) => Worst(result) is var (node, traffic)
        ?
        [
            new KeyFigure(
                Percent(traffic.ErrorPercent ?? 0),
                $"of requests to {node.Name} fail",
                $"{Rate(traffic)} over the window"),
        ]
        : [];

    /// <summary>Statements.</summary>
    public static ImmutableArray<Statement> Statements(GraphResult result)
    {
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        if (Worst(result) is var (node, traffic))
        {
            statements.Add(new Statement(
                $"{node.Name} fails more of its requests than any other workload",
                EvidenceKind.Graph,
                $"{Percent(traffic.ErrorPercent ?? 0)} of {Rate(traffic)}"));
        }

        ImmutableArray<string> well = [.. Workloads(result).Where(one => one.Health == HealthStatus.Healthy).Select(one => one.Name).Distinct(StringComparer.Ordinal)];
        if (!well.IsEmpty && well.Length < Workloads(result).Count())
        {
            statements.Add(new Statement($"{NameList.Of(well)} {(well.Length == 1 ? "is" : "are")} well", EvidenceKind.Graph, well.Length == 1 ? "its requests stay within tolerance" : "their requests stay within tolerance"));
        }

        int hops = result.Graph.Edges.Count(edge => edge.OnlyInTrace);
        if (hops > 0)
        {
            statements.Add(new Statement(
                $"The metrics lack {NumberText.Counted(hops, "hop")} that the trace has seen", EvidenceKind.Graph, "drawn dashed"));
        }

        return statements.ToImmutable();
    }

    private static (MeshNode Node, EdgeTraffic Traffic)? Worst(GraphResult result) => Workloads(result)
        .SelectMany(node => node.Traffic.Select(traffic => (Node: node, Traffic: traffic)))
        .Where(pair => pair.Traffic.ErrorPercent > 0)
        .OrderByDescending(pair => pair.Traffic.ErrorPercent)
        .ThenByDescending(pair => pair.Traffic.RequestsPerSecond)
        .ThenBy(pair => pair.Node.Id, StringComparer.Ordinal)
        .Select(pair => ((MeshNode, EdgeTraffic)?)pair)
        .FirstOrDefault();

    private static IEnumerable<MeshNode> Workloads(GraphResult result) =>
        result.Graph.Nodes.Where(node => node.NodeType == NodeType.Workload && !node.OnlyInTrace);

    private static string Percent(double percent) => NumberText.WithUnit(NumberText.Percent(percent), "%");

    private static string Rate(EdgeTraffic traffic) => $"{NumberText.Fixed(traffic.RequestsPerSecond ?? 0, 1)} requests a second";
}
