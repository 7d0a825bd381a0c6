using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs.Overlay;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Shows a graph that somebody else made: narrowed to what is wanted, with a trace laid over.</summary>
public static class ReadyGraph
{
    /// <summary>The code of the warning that says whose graph it is.</summary>
    public const string WarningCode = "ready-graph";

    /// <summary>Makes the result of a ready graph.</summary>
    /// <param name="window">The window that was asked; the graph's own is shown where it says which.</param>
    /// <param name="options">What is wanted of it; the type and the services are the graph's own.</param>
    /// <param name="answer">The graph as it was got.</param>
    /// <param name="source">Where it was got.</param>
    /// <param name="trace">A trace to lay over; null for none.</param>
    /// <returns>The graph; a warning says whose it is.</returns>
    /// <exception cref="ArgumentException">A trace is to be laid over a service graph, which has no place for the spans of workloads.</exception>
    public static GraphResult Show(AnalysisWindow window, GraphOptions options, Answer<MeshGraph> answer, IMeshGraphSource source, Trace? trace = null)
    {
        MeshGraph graph = Narrow(answer.Value, options);
        if (trace is not null && graph.Type == GraphType.Service)
        {
            throw new ArgumentException("A trace cannot be laid over a service graph: its spans are of workloads. Use a graph of workloads or apps.", nameof(trace));
        }

        GraphOptions shown = options with { Type = graph.Type, InjectServices = graph.Nodes.Any(node => node.NodeType == NodeType.Service) };
        GraphOverlay? overlay = null;
        if (trace is not null)
        {
            (graph, overlay) = TraceOverlay.Lay(graph, shown, trace);
        }

        Warning whose = new(WarningCode, $"The graph was made by {source.Maker} and is shown as it came from {source.Uri}: no connected source has metrics to make one of.", 1, source.Uri);
        ImmutableArray<Warning> warnings = [whose, .. answer.Warnings, .. trace?.Warnings ?? []];
        return new GraphResult(answer.Value.Window is { } held ? window with { Range = held } : window, graph, answer.Complete, [.. warnings.Distinct()])
        {
            Options = shown,
            Overlay = overlay,
        };
    }

    /// <summary>What is left of a graph when only some namespaces, a cluster, or one workload, app or service is wanted.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">What is wanted.</param>
    /// <returns>The nodes that are wanted, with callers and callees; through services between them, too.</returns>
    internal static MeshGraph Narrow(MeshGraph graph, GraphOptions options)
    {
        if (options.Namespaces.IsEmpty && options.Cluster is null && options.Focus is null)
        {
            return graph;
        }

        Dictionary<string, MeshNode> nodes = graph.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        HashSet<string> wanted = [.. graph.Nodes.Where(node => IsWanted(node, options)).Select(node => node.Id)];
        HashSet<string> between =
        [
            .. graph.Edges.Where(edge => wanted.Contains(edge.Source) && IsService(edge.Target)).Select(edge => edge.Target),
            .. graph.Edges.Where(edge => wanted.Contains(edge.Target) && IsService(edge.Source)).Select(edge => edge.Source),
        ];
        HashSet<string> called = [.. graph.Edges.Where(edge => wanted.Contains(edge.Source)).Select(edge => edge.Target)];
        HashSet<string> calling = [.. graph.Edges.Where(edge => wanted.Contains(edge.Target)).Select(edge => edge.Source)];
        ImmutableArray<MeshEdge> edges =
        [
            .. graph.Edges.Where(edge => wanted.Contains(edge.Source) || wanted.Contains(edge.Target)
                || (between.Contains(edge.Source) && called.Contains(edge.Source))
                || (between.Contains(edge.Target) && calling.Contains(edge.Target))),
        ];
        HashSet<string> kept = [.. wanted, .. edges.SelectMany(edge => new[] { edge.Source, edge.Target })];
        return graph with { Nodes = [.. graph.Nodes.Where(node => kept.Contains(node.Id))], Edges = edges };

        bool IsService(string id) => nodes.TryGetValue(id, out MeshNode? node) && node.NodeType == NodeType.Service;
    }

    private static bool IsWanted(MeshNode node, GraphOptions options)
    {
        if (options.Focus is not { } focus)
        {
            return (options.Namespaces.IsEmpty || (node.Namespace is { } inNamespace && options.Namespaces.Contains(inNamespace)))
                && (options.Cluster is null || node.Cluster == options.Cluster);
        }

        string? name = focus.Kind switch
        {
            GraphFocusKind.App => node.App,
            GraphFocusKind.Service => node.NodeType == NodeType.Service ? node.Service : null,
            _ => node.Workload,
        };
        return name == focus.Name
            && (focus.Namespace is null || node.Namespace == focus.Namespace)
            && (focus.Cluster is null || node.Cluster is null || node.Cluster == focus.Cluster);
    }
}
