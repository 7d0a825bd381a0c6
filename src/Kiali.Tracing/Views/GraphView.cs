using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Views;

/// <summary>The view of a mesh graph: the finding, the picture, its edges worst first, its nodes.</summary>
public static class GraphView
{
    private const int MostIds = 5;

    /// <summary>The view of a graph.</summary>
    /// <param name="result">The graph.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The view.</returns>
    public static View Of(GraphResult result, GraphViewOptions? options = null)
    {
        GraphViewOptions wanted = options ?? new GraphViewOptions();
        ImmutableArray<ViewBlock>.Builder blocks = ImmutableArray.CreateBuilder<ViewBlock>();
        if (result.Graph.Nodes.IsEmpty)
        {
            blocks.Add(new MessageBlock(MessageKind.Note, "No traffic in the window.")
            {
                Lines = ["Try: another window with --since or --from and --to, or all namespaces."],
            });
        }
        else
        {
            blocks.Add(new LineBlock([.. Findings(result)]));
        }

        blocks.AddRange(result.Warnings.Select(warning => new MessageBlock(MessageKind.Warning, warning.Message)));
        if (!result.Graph.Nodes.IsEmpty)
        {
            blocks.Add(new FigureBlock(GraphFigure.Of(result)));
            AddEdges(result, wanted, blocks);
            blocks.Add(new FoldBlock($"{NumberText.Counted(result.Graph.Nodes.Length, "node")}: workloads and services", [NodeTable(result)]));
            AddCommands(result, wanted, blocks);
        }

        return new View(Title(result)) { Blocks = blocks.ToImmutable() };
    }

    private static TextLine Title(GraphResult result)
    {
        ImmutableArray<string> namespaces = result.Namespaces.IsEmpty
            ? [.. result.Graph.Nodes.Select(node => node.Namespace).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : result.Namespaces;
        string subject = result.Options.Focus is { } focus ? $"{focus.Kind.ToString().ToLowerInvariant()} {focus.Name}{(focus.Namespace is null ? string.Empty : "." + focus.Namespace)}"
            : namespaces.IsEmpty ? "all namespaces"
            : namespaces.Length <= 4 ? string.Join(", ", namespaces)
            : NumberText.Counted(namespaces.Length, "namespace");
        TimeRange range = result.Window.Range;
        string window = $" · {TimeText.Window(range.StartUnixNano, range.EndUnixNano)}";
        return result.Overlay is { } overlay
            ? [TextRun.Strong("graph"), $" · {subject} · trace ", TextRun.Code(NameText.ShortId(overlay.TraceId.ToString())), " laid over" + window]
            : [TextRun.Strong("graph"), $" · {subject}{window}"];
    }

    private static IEnumerable<TextLine> Findings(GraphResult result)
    {
        MeshGraph graph = result.Graph;
        string size = $"{NumberText.Counted(graph.Nodes.Length, "node")}, {NumberText.Counted(graph.Edges.Length, "edge")}";
        yield return result.Overlay is { } overlay
            ? $"{size}; {OnTrace(graph)}. {Placed(overlay)}"
            : $"{size}; {Health(graph)}.{Worst(graph)}";
        if (graph.Nodes.Length > GraphFigure.MaximumNodes)
        {
            yield return $"The picture shows at most {NumberText.Count(GraphFigure.MaximumNodes)} nodes: the trace's and those of the worst edges, each service as its workload. The tables and the frame have all.";
        }
        else if (GraphFigure.FoldsServices(result))
        {
            yield return "The picture draws each service that has one workload as that workload, as the graph is deep. The tables and the frame have all.";
        }
    }

    private static string OnTrace(MeshGraph graph)
    {
        int on = graph.Edges.Count(edge => edge.InTrace);
        int only = graph.Edges.Count(edge => edge.OnlyInTrace);
        string text = $"{NumberText.Counted(on, "edge")} {(on == 1 ? "is" : "are")} on the trace";
        return only == 0 ? text : $"{text}, {(only == on ? "seen only there" : $"{NumberText.Count(only)} of them {(only == 1 ? "is" : "are")} seen only there")}";
    }

    private static string Placed(GraphOverlay overlay)
    {
        if (overlay.UnplacedSpanIds.IsEmpty)
        {
            return overlay.SpanCount == 1 ? "Its one span has a place." : $"All {NumberText.Count(overlay.SpanCount)} spans have a place.";
        }

        int unplaced = overlay.UnplacedSpanIds.Length;
        string ids = string.Join(", ", overlay.UnplacedSpanIds.Take(MostIds).Select(id => NameText.ShortId(id.ToString()))) + (unplaced > MostIds ? ", …" : string.Empty);
        return $"{NumberText.Count(overlay.SpanCount - unplaced)} of {NumberText.Counted(overlay.SpanCount, "span")} have a place; {NumberText.Count(unplaced)} name no workload or app of the graph: {ids}.";
    }

    private static string Health(MeshGraph graph)
    {
        int failing = graph.Edges.Count(edge => edge.Health == HealthStatus.Failing);
        int degraded = graph.Edges.Count(edge => edge.Health == HealthStatus.Degraded);
        return (failing, degraded) switch
        {
            (0, 0) => "no edge has errors worth telling",
            (0, _) => $"{NumberText.Count(degraded)} degraded, none failing",
            (_, 0) => $"{NumberText.Count(failing)} failing",
            _ => $"{NumberText.Count(failing)} failing, {NumberText.Count(degraded)} degraded",
        };
    }

    private static string Worst(MeshGraph graph)
    {
        MeshEdge worst = EdgeConcern.WorstFirst(graph.Edges)[0];
        Dictionary<string, MeshNode> nodes = graph.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        return worst.Health > HealthStatus.Healthy && worst.Traffic is { ErrorPercent: > 0, RequestsPerSecond: { } rate }
            ? $" Worst: {nodes[worst.Source].Name} → {nodes[worst.Target].Name}, {NumberText.WithUnit(NumberText.Percent(worst.Traffic.ErrorPercent), "%")} errors of {NumberText.WithUnit(NumberText.Fixed(rate, 2), "rps")}."
            : string.Empty;
    }

    private static void AddEdges(GraphResult result, GraphViewOptions options, ImmutableArray<ViewBlock>.Builder blocks)
    {
        ImmutableArray<MeshEdge> edges = EdgeConcern.WorstFirst(result.Graph.Edges);
        int shown = Math.Min(options.Rows, edges.Length);
        blocks.Add(EdgeTable(result, edges[..shown]) with
        {
            Caption = edges.Length == 1 ? "Its one edge."
                : shown == edges.Length ? $"Worst first, all {NumberText.Count(shown)} edges."
                : $"Worst first, {NumberText.Count(shown)} of {NumberText.Count(edges.Length)} edges.",
        });
        if (shown < edges.Length)
        {
            blocks.Add(new FoldBlock($"{NumberText.Count(edges.Length - shown)} more edges", [EdgeTable(result, edges[shown..])]));
        }
    }

    private static TableBlock EdgeTable(GraphResult result, ImmutableArray<MeshEdge> edges)
    {
        Dictionary<string, MeshNode> nodes = result.Graph.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        bool hasMessages = result.Graph.Edges.Any(edge => edge.Traffic.MessagesPerSecond is not null);
        bool hasBytes = result.Graph.Edges.Any(edge => edge.Traffic.BytesPerSecond is not null);
        bool hasClusters = HasSeveralClusters(result.Graph);
        ImmutableArray<TableColumn> columns =
        [
            new("from") { Width = 150 }, new("to") { Width = 130 }, new("protocol") { Width = 76 },
            new("rps", CellAlign.Right) { Width = 56 },
            .. hasMessages ? [new TableColumn($"msg/s{Direction(result.Options.Grpc)}", CellAlign.Right) { Width = 70 }] : ImmutableArray<TableColumn>.Empty,
            .. hasBytes ? [new TableColumn($"B/s{Direction(result.Options.Tcp)}", CellAlign.Right) { Width = 70 }] : ImmutableArray<TableColumn>.Empty,
            new("errors %", CellAlign.Right) { Width = 76 }, new("p95 ms", CellAlign.Right) { Width = 70 }, new("mTLS %", CellAlign.Right) { Width = 70 },
            new("health", CellAlign.Center) { Width = 110 }, new(result.Overlay is null ? "codes" : "trace"),
        ];
        return new TableBlock(columns, [.. edges.Select(Row)]);

        TableRow Row(MeshEdge edge)
        {
            EdgeTraffic traffic = edge.Traffic;
            string errors = NumberText.Percent(traffic.ErrorPercent);
            return TableRow.Of(
            [
                Named(nodes[edge.Source], hasClusters), Named(nodes[edge.Target], hasClusters), traffic.Protocol,
                NumberText.Fixed(traffic.RequestsPerSecond ?? double.NaN, 2),
                .. hasMessages ? [NumberText.Fixed(traffic.MessagesPerSecond ?? double.NaN, 2)] : ImmutableArray<TableCell>.Empty,
                .. hasBytes ? [NumberText.Fixed(traffic.BytesPerSecond ?? double.NaN, 0)] : ImmutableArray<TableCell>.Empty,
                traffic.ErrorPercent > 0 ? TextRun.Strong(errors) : errors,
                NumberText.Fixed(edge.ResponseTimes.P95 ?? double.NaN, 0), NumberText.Fixed(edge.MtlsPercent ?? double.NaN, 0),
                HealthCell(edge.Health, edge.OnlyInTrace),
                result.Overlay is null ? Codes(traffic) : OfTrace(edge),
            ]);
        }
    }

    private static TableCell OfTrace(MeshEdge edge)
        => !edge.InTrace ? TableCell.Empty : NumberText.Counted(edge.SpanIds.Length, "span") + (edge.OnlyInTrace ? " · only in the trace" : string.Empty);

    /// <summary>The codes that are not a plain success, commonest first.</summary>
    private static TableCell Codes(EdgeTraffic traffic)
        => string.Join(", ", traffic.ByCode.Where(code => code.Key is not ("200" or "0")).OrderByDescending(code => code.Value).Take(4)
            .Select(code => $"{(code.Key == "-" ? "no response" : code.Key)} {NumberText.Fixed(code.Value, 2)}"));

    private static TableBlock NodeTable(GraphResult result)
    {
        bool hasTrace = result.Overlay is not null;
        bool hasClusters = HasSeveralClusters(result.Graph);
        ImmutableArray<TableColumn> columns =
        [
            .. hasClusters ? [new TableColumn("cluster") { Width = 110 }] : ImmutableArray<TableColumn>.Empty,
            new("namespace") { Width = 130 }, new("name") { Width = 170 }, new("kind") { Width = 76 },
            new("rps", CellAlign.Right) { Width = 56 }, new("errors %", CellAlign.Right) { Width = 76 }, new("health", CellAlign.Center) { Width = 110 },
            .. hasTrace
                ? [new TableColumn("spans", CellAlign.Right) { Width = 56 }, new TableColumn("failed", CellAlign.Right) { Width = 56 }, new TableColumn("first +ms", CellAlign.Right) { Width = 86 }, new TableColumn("longest ms", CellAlign.Right)]
                : ImmutableArray<TableColumn>.Empty,
        ];
        return new TableBlock(
            columns,
            [.. result.Graph.Nodes.OrderBy(node => hasClusters ? node.Cluster : null, StringComparer.Ordinal)
                .ThenBy(node => node.Namespace, StringComparer.Ordinal).ThenBy(node => node.Name, StringComparer.Ordinal).ThenBy(node => node.Id, StringComparer.Ordinal).Select(Row)]);

        TableRow Row(MeshNode node)
        {
            EdgeTraffic? traffic = node.Traffic.FirstOrDefault(one => one.RequestsPerSecond is not null);
            int failed = node.Spans.Count(span => span.Error);
            return TableRow.Of(
            [
                .. hasClusters ? [node.Cluster ?? string.Empty] : ImmutableArray<TableCell>.Empty,
                node.Namespace ?? string.Empty, node.Name, node.IsWaypoint ? "waypoint" : Json.GraphWords.Of(node.NodeType),
                NumberText.Fixed(traffic?.RequestsPerSecond ?? double.NaN, 2), NumberText.Percent(traffic?.ErrorPercent), HealthCell(node.Health, node.OnlyInTrace),
                .. hasTrace && !node.Spans.IsEmpty
                    ? [
                        NumberText.Count(node.Spans.Length),
                        failed > 0 ? TableCell.Marked($"✕ {NumberText.Count(failed)}", Palette.ErrorCell) : "0",
                        NumberText.Milliseconds(node.Spans.Min(span => span.StartOffsetMs)),
                        NumberText.Milliseconds(node.Spans.Max(span => span.DurationMs)),
                    ]
                    : ImmutableArray<TableCell>.Empty,
            ]);
        }
    }

    private static TableCell Named(MeshNode node, bool withCluster)
    {
        string where = string.Join(" of ", new[] { node.Namespace, withCluster ? node.Cluster : null }.OfType<string>());
        return TableCell.Of(withCluster && node.Cluster is { } cluster ? $"{node.Name} · {cluster}" : node.Name) with
        {
            Tooltip = where.Length > 0 ? $"{node.Name} in {where}" : node.Name,
        };
    }

    private static bool HasSeveralClusters(MeshGraph graph)
        => graph.Nodes.Select(node => node.Cluster).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1;

    private static string Direction(TrafficRate rate) => rate switch
    {
        TrafficRate.Received => " received",
        TrafficRate.Total => " both ways",
        _ => string.Empty,
    };

    private static TableCell HealthCell(HealthStatus health, bool onlyInTrace) => (health, onlyInTrace) switch
    {
        (_, true) => TableCell.Marked("? no metrics", Palette.TraceCell),
        (HealthStatus.Failing, _) => TableCell.Marked("✕ failing", Palette.ErrorCell),
        (HealthStatus.Degraded, _) => TableCell.Marked("! degraded", Palette.DegradedCell),
        (HealthStatus.Healthy, _) => "✓ healthy",
        _ => TableCell.Empty,
    };

    private static void AddCommands(GraphResult result, GraphViewOptions options, ImmutableArray<ViewBlock>.Builder blocks)
    {
        if (options.CallName is not { } call)
        {
            return;
        }

        ImmutableArray<CommandHint>.Builder commands = ImmutableArray.CreateBuilder<CommandHint>();
        MeshNode? worst = result.Graph.Nodes.Where(node => node is { NodeType: NodeType.Workload, OnlyInTrace: false, Namespace: not null })
            .OrderByDescending(node => node.Health).ThenByDescending(node => node.InTrace).ThenByDescending(node => node.Traffic.FirstOrDefault()?.ErrorPercent ?? 0).FirstOrDefault();
        if (worst is not null)
        {
            commands.Add(new CommandHint($"{call} metrics -n {worst.Namespace} -w {worst.Name}", $"requests, errors and durations of {worst.Name}"));
        }

        if (result.Overlay is { } overlay)
        {
            string id = NameText.ShortId(overlay.TraceId.ToString());
            commands.Add(new CommandHint($"{call} heatmap {id}", "how unusual its durations are"));
            commands.Add(new CommandHint($"{call} trace {id}", "its spans one by one"));
        }
        else
        {
            commands.Add(new CommandHint($"{call} traces", "a trace to lay over with --trace"));
        }

        blocks.Add(new CommandsBlock(commands.ToImmutable()));
    }
}
