using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Figures.Graphs;
using Kiali.Tracing.Figures.Layout;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Figures;

/// <summary>The picture of a mesh graph: left to right, in boxes of namespaces and apps, the trace laid over as a band.</summary>
public static class GraphFigure
{
    /// <summary>How many nodes the picture shows at most; of larger graphs it shows the trace and the worst.</summary>
    public const int MaximumNodes = 60;

    private const double PaleEdge = 0.35;
    private const double PaleNode = 0.4;
    private const double BoxTitleSize = 11.4;

    /// <summary>The picture of a graph.</summary>
    /// <param name="result">The graph; a graph without nodes makes a small empty picture.</param>
    /// <returns>The picture, 960 px wide.</returns>
    public static Figure Of(GraphResult result)
    {
        (ImmutableArray<MeshNode> nodes, ImmutableArray<MeshEdge> edges) = GraphCut.Of(result.Graph, MaximumNodes);
        GraphPlan plan = new(nodes, edges);
        (nodes, edges) = (plan.Nodes, plan.Edges);
        Dictionary<string, MeshNode> byId = nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        bool hasTrace = result.Overlay is not null;
        LabelRoom room = new(new PlotBounds(4, 4, Figure.FullWidth - 8, plan.LegendBaseLine - 18));
        ImmutableArray<Mark>.Builder marks = ImmutableArray.CreateBuilder<Mark>();
        marks.AddRange(Boxes(plan, room));
        foreach (MeshNode node in nodes)
        {
            TakeRoom(plan, node, room);
        }

        // The worst edges lie on top and get the room for their text first.
        ImmutableArray<MeshEdge> worstFirst = EdgeConcern.WorstFirst(edges);
        ImmutableDictionary<MeshEdge, ImmutableArray<PlotPoint>> routes = Routes(plan, edges);
        marks.Add(new EdgesMark(
            [.. worstFirst.Reverse().OrderBy(edge => edge.InTrace).Select(edge => ToItem(edge, routes[edge], byId, hasTrace))]));
        marks.Add(new NodesMark([.. nodes.Select(node => ToItem(node, plan, hasTrace))]) { LabelSize = GraphPlan.LabelSize });
        foreach (MeshEdge edge in worstFirst)
        {
            bool isOnlyWay = byId[edge.Source].NodeType == NodeType.Service && byId[edge.Target].NodeType != NodeType.Service
                && edges.Count(other => other.Source == edge.Source) == 1;
            Rgb color = hasTrace && !edge.InTrace ? Palette.PaleInk : HealthLook.TextOf(edge.Health);
            marks.AddRange(EdgeLabelPlaces.Write(EdgeLabel.Of(edge, isOnlyWay), routes[edge], color, GraphPlan.LabelSize, room));
        }

        marks.Add(new TextMark(16, plan.LegendBaseLine, Legend(result)) { Size = 9.9, Color = Palette.SecondInk });
        return new Figure(Figure.FullWidth, plan.Height)
        {
            Title = hasTrace ? $"Mesh graph with trace {NameText.ShortId(result.Overlay!.TraceId.ToString())} laid over" : "Mesh graph",
            Description = GraphDescription.Of(result),
            Panels = [new Panel(new PlotBounds(0, 0, Figure.FullWidth, plan.Height)) { Marks = marks.ToImmutable() }],
        };
    }

    /// <summary>Whether the picture of a graph draws services with one workload as that workload, because they would make it too wide.</summary>
    /// <param name="result">The graph.</param>
    /// <returns>Whether it does.</returns>
    public static bool FoldsServices(GraphResult result)
    {
        (ImmutableArray<MeshNode> nodes, ImmutableArray<MeshEdge> edges) = GraphCut.Of(result.Graph, MaximumNodes);
        return GraphPlan.IsTooDeep(nodes, edges);
    }

    private static IEnumerable<Mark> Boxes(GraphPlan plan, LabelRoom room)
    {
        Stroke hairline = new(Palette.Hairline);
        yield return new BarsMark([.. plan.Groups.Where(group => group.Box is null).Select(Bar)], Palette.BoxGround) { Edge = hairline, CornerRadius = 6 };
        yield return new BarsMark([.. plan.Groups.Where(group => group.Box is not null).Select(Bar)], Palette.Card) { Edge = hairline, CornerRadius = 4 };
        foreach (LayoutGroup group in plan.Groups)
        {
            PlotBounds bounds = plan.BoundsOf(group);
            double inset = group.Box is null ? 10 : 8;
            double baseLine = bounds.Top + (group.Box is null ? 18 : 15.2);
            double width = bounds.Width - (2 * inset) + 4;
            TextLine line = group.Box is null
                ? GroupTitle(group.Group, width)
                : TextRun.Strong(TextWidth.Cut(group.Box, BoxTitleSize, width, bold: true));
            room.Take(new PlotBounds(bounds.Left + inset, baseLine - 11, Math.Min(width, TextWidth.Estimate(line, BoxTitleSize)), 14));
            yield return new TextMark(bounds.Left + inset, baseLine, line) { Size = BoxTitleSize };
        }

        BarItem Bar(LayoutGroup group)
        {
            PlotBounds bounds = plan.BoundsOf(group);
            return new BarItem(bounds.Left, bounds.Top, bounds.Right, bounds.Bottom);
        }
    }

    private static TextLine GroupTitle(string group, double width)
    {
        const double Prefix = 20;
        return TextWidth.Estimate(group, BoxTitleSize, bold: true) + Prefix <= width || width > 4 * Prefix
            ? [TextRun.Colored("NS ", Palette.SecondInk), TextRun.Strong(TextWidth.Cut(group, BoxTitleSize, width - Prefix, bold: true))]
            : TextRun.Strong(TextWidth.Cut(group, BoxTitleSize, width, bold: true));
    }

    private static void TakeRoom(GraphPlan plan, MeshNode node, LabelRoom room)
    {
        PlotPoint place = plan.PlaceOf(node);
        room.Take(new PlotBounds(place.X - 15, place.Y - 15, 30, 30));
        ImmutableArray<string> lines = plan.LabelLinesOf(node);
        if (lines.IsEmpty)
        {
            return;
        }

        double width = lines.Max(line => TextWidth.Estimate(line, GraphPlan.LabelSize, bold: true));
        room.Take(new PlotBounds(place.X - (width / 2), place.Y + 18, width, (lines.Length * 13.5) + 1));
    }

    private static ImmutableDictionary<MeshEdge, ImmutableArray<PlotPoint>> Routes(GraphPlan plan, ImmutableArray<MeshEdge> edges)
    {
        Dictionary<(string, string), int> taken = [];
        ImmutableDictionary<MeshEdge, ImmutableArray<PlotPoint>>.Builder routes =
            ImmutableDictionary.CreateBuilder<MeshEdge, ImmutableArray<PlotPoint>>(ReferenceEqualityComparer.Instance);
        foreach (MeshEdge edge in edges)
        {
            (string, string) ends = string.CompareOrdinal(edge.Source, edge.Target) < 0 ? (edge.Source, edge.Target) : (edge.Target, edge.Source);
            int beside = taken.GetValueOrDefault(ends);
            taken[ends] = beside + 1;
            routes.Add(edge, plan.RouteOf(edge, beside));
        }

        return routes.ToImmutable();
    }

    private static EdgeItem ToItem(MeshEdge edge, ImmutableArray<PlotPoint> route, Dictionary<string, MeshNode> nodes, bool hasTrace)
    {
        Stroke stroke = edge.OnlyInTrace
            ? new Stroke(Palette.TraceOnly, 2) { Dash = Dash.TraceOnly }
            : new Stroke(HealthLook.LineOf(edge.Health), edge.Health == HealthStatus.Failing ? 3 : 2);
        return new EdgeItem(route, stroke)
        {
            Band = edge.InTrace ? Palette.TraceBand : null,
            Opacity = hasTrace && !edge.InTrace ? PaleEdge : 1,
            Tooltip = $"{nodes[edge.Source].Name} → {nodes[edge.Target].Name}",
        };
    }

    private static NodeItem ToItem(MeshNode node, GraphPlan plan, bool hasTrace)
    {
        PlotPoint place = plan.PlaceOf(node);
        bool isPale = hasTrace && !node.InTrace;
        NodeShape shape = (node.OnlyInTrace && plan.HasMetrics) || node.NodeType == NodeType.Unknown ? NodeShape.Other
            : node.NodeType == NodeType.Service ? NodeShape.Service
            : NodeShape.Workload;
        Stroke edge = node.OnlyInTrace
            ? new Stroke(Palette.TraceOnly, 1.8) { Dash = new Dash(4, 3) }
            : new Stroke(HealthLook.LineOf(node.Health), 2);
        Rgb color = node.OnlyInTrace ? Palette.TraceOnly
            : isPale ? Palette.PaleInk
            : node.NodeType == NodeType.Service ? Palette.SecondInk
            : Palette.Ink;
        bool isBold = !isPale && node.NodeType != NodeType.Service;
        return new NodeItem(place.X, place.Y, shape, node.OnlyInTrace ? plan.HasMetrics ? NodeSign.Unknown : NodeSign.None : HealthLook.SignOf(node.Health), edge)
        {
            Halo = node.InTrace ? Palette.TraceBand : null,
            Opacity = isPale ? PaleNode : 1,
            Labels =
            [
                .. plan.LabelLinesOf(node).Select((text, index) =>
                    (TextLine)new TextRun(text) { Color = color, Bold = node.OnlyInTrace && plan.HasMetrics ? text != GraphNames.TraceOnly : isBold }),
            ],
            Tooltip = node.Name,
            Id = node.Id,
        };
    }

    private static TextLine Legend(GraphResult result)
    {
        const string Space = "\u00a0\u00a0\u00a0\u00a0";
        List<TextRun> runs = [$"□\u00a0workload\u00a0\u00a0\u00a0△\u00a0service{Space}"];
        AddIf(HealthStatus.Healthy, "✓\u00a0healthy");
        AddIf(HealthStatus.Degraded, "!\u00a0degraded");
        AddIf(HealthStatus.Failing, "✕\u00a0failing");
        if (result.Overlay is { } overlay)
        {
            runs.Add(new TextRun($"purple band: trace {NameText.ShortId(overlay.TraceId.ToString())}{Space}") { Bold = true, Color = Palette.TraceOnly });
            if (result.Graph.Edges.Any(edge => edge.OnlyInTrace) || result.Graph.Nodes.Any(node => node.OnlyInTrace))
            {
                runs.Add(TextRun.Colored(
                    (result.Graph.Nodes.Any(node => !node.OnlyInTrace) ? "dashed: in the trace, not in the metrics" : "dashed: from the trace alone, there are no metrics") + Space,
                    Palette.TraceOnly));
            }

            if (result.Graph.Nodes.Any(node => !node.InTrace))
            {
                runs.Add($"pale: not in the trace{Space}");
            }
        }

        if (result.Options.Tcp is TrafficRate.Received or TrafficRate.Total && result.Graph.Edges.Any(edge => edge.Traffic.BytesPerSecond is not null))
        {
            runs.Add($"bytes {(result.Options.Tcp == TrafficRate.Total ? "both ways" : "that callers received")}{Space}");
        }

        if (result.Options.Grpc is TrafficRate.Received or TrafficRate.Total && result.Graph.Edges.Any(edge => edge.Traffic.MessagesPerSecond is not null))
        {
            runs.Add($"messages {(result.Options.Grpc == TrafficRate.Total ? "both ways" : "that callers received")}{Space}");
        }

        if (result.Graph.Edges.Any(edge => edge.ResponseTimes.P95 is not null))
        {
            runs.Add("p95 in ms");
        }

        return TextLine.Create([.. runs]);

        void AddIf(HealthStatus health, string text)
        {
            if (result.Graph.Nodes.Any(node => node.Health == health))
            {
                runs.Add(TextRun.Colored(text + Space, HealthLook.TextOf(health)));
            }
        }
    }
}
