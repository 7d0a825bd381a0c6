using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.Graph;

public sealed class GraphFigureTests
{
    [Fact]
    public void The_trace_is_a_band_and_the_rest_is_pale()
    {
        GraphResult result = Incident();
        Figure figure = GraphFigure.Of(result);

        EdgeItem[] edges = [.. Marks<EdgesMark>(figure).Single().Edges];
        Assert.Equal(9, edges.Count(edge => edge.Band == Palette.TraceBand && edge.Opacity == 1));
        Assert.Equal(3, edges.Count(edge => edge.Band is null && edge.Opacity < 1));
        EdgeItem dashed = Assert.Single(edges, edge => !edge.Stroke.Dash.IsSolid);
        Assert.Equal("ratings-v1 → mongodb:27017", dashed.Tooltip);
    }

    [Fact]
    public void Health_is_a_sign_and_never_a_colour_alone()
    {
        NodeItem[] nodes = [.. Marks<NodesMark>(GraphFigure.Of(Incident())).Single().Nodes];

        Assert.Equal(
            [NodeSign.Failing, NodeSign.Degraded, NodeSign.Healthy, NodeSign.Unknown],
            ((string[])["ratings-v1", "productpage-v1", "details-v1", "mongodb:27017"]).Select(name => nodes.Single(node => node.Tooltip == name).Sign));
    }

    [Fact]
    public void Versions_of_an_app_share_a_box_with_its_service_and_are_named_by_what_differs()
    {
        NodeItem[] nodes = [.. Marks<NodesMark>(GraphFigure.Of(Incident())).Single().Nodes];

        Assert.Equal(["v1", "v2", "v3"], nodes.Where(node => node.Tooltip!.StartsWith("reviews-", StringComparison.Ordinal)).Select(node => node.Labels[0].PlainText));
        Assert.Equal("service", nodes.Single(node => node.Tooltip == "reviews").Labels[0].PlainText);
        Assert.Equal(["istio-", "ingressgateway"], nodes.Single(node => node.Tooltip == "istio-ingressgateway").Labels.Select(line => line.PlainText));
        Assert.Equal(4, Marks<BarsMark>(GraphFigure.Of(Incident())).ElementAt(1).Bars.Length);
    }

    [Fact]
    public void Edges_say_their_rate_their_errors_and_the_response_time()
    {
        string[] texts = [.. Marks<TextMark>(GraphFigure.Of(Incident())).Select(mark => mark.Line.PlainText)];

        Assert.Contains("2.8\u00a0rps", texts);
        Assert.Contains("✕\u00a018\u00a0%", texts);
        Assert.Contains("p95\u00a02,375", texts);
    }

    [Fact]
    public void Services_that_call_each_other_show_the_rate_even_where_there_is_one_way_alone()
    {
        string[] texts = [.. Marks<TextMark>(GraphFigure.Of(MeshTraffic.Incident().Graph(GraphType.Service))).Select(mark => mark.Line.PlainText)];

        Assert.Contains("✕\u00a014\u00a0%", texts);
        Assert.DoesNotContain(texts, text => text.StartsWith("p95\u00a0", StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_lies_inside_the_picture()
    {
        foreach (int services in (int[])[1, 2, 8, 25, 60])
        {
            Figure figure = GraphFigure.Of(Chain(services, 3).Graph());
            Assert.Equal(Figure.FullWidth, figure.Width);
            Assert.All(Marks<NodesMark>(figure).Single().Nodes, node =>
            {
                Assert.InRange(node.X, 14, figure.Width - 14);
                Assert.InRange(node.Y, 14, figure.Height - 38);
            });
            Assert.All(Marks<BarsMark>(figure).SelectMany(mark => mark.Bars), bar =>
            {
                Assert.InRange(bar.X0, 8, bar.X1);
                Assert.InRange(bar.X1, bar.X0, figure.Width - 8);
                Assert.InRange(bar.Y1, bar.Y0, figure.Height - 30);
            });
        }
    }

    [Fact]
    public void A_large_graph_shows_the_trace_and_the_worst_and_says_so()
    {
        MeshTraffic traffic = Chain(150, 6).Call("bookinfo/svc3-v1", "broken", "broken-v1", 5, errors: 4);
        GraphResult result = GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), traffic.Answers(), MeshTrace.Incident(1).ToTrace());

        NodeItem[] nodes = [.. Marks<NodesMark>(GraphFigure.Of(result)).Single().Nodes];
        Assert.True(result.Graph.Nodes.Length > 300);
        Assert.InRange(nodes.Length, 40, GraphFigure.MaximumNodes);
        Assert.Contains(nodes, node => node.Tooltip == "broken-v1");
        Assert.Subset(
            nodes.Select(node => node.Id).ToHashSet(),
            result.Graph.Nodes.Where(node => node.InTrace && node.NodeType == NodeType.Workload).Select(node => (string?)node.Id).ToHashSet());
        Assert.Contains("at most 60 nodes", Lines(GraphView.Of(result)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deep_graph_draws_a_service_with_one_workload_as_that_workload_and_says_so()
    {
        GraphResult result = Chain(12, 1).Graph();

        Assert.DoesNotContain(Marks<NodesMark>(GraphFigure.Of(result)).Single().Nodes, node => node.Shape == NodeShape.Service);
        Assert.Contains("as the graph is deep", Lines(GraphView.Of(result)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_finding_counts_what_is_on_the_trace_and_what_has_no_place()
    {
        MeshTrace trace = MeshTrace.Incident(1);
        trace.Service(1, null, SpanKind.Internal);
        GraphResult result = GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), MeshTraffic.Incident().Answers(), trace.ToTrace());

        Assert.Equal(
            "12 nodes, 12 edges; 9 edges are on the trace, 1 of them is seen only there. 11 of 12 spans have a place; 1 name no workload or app of the graph: 0000000.",
            Lines(GraphView.Of(result)));
    }

    [Fact]
    public void The_table_has_the_worst_edges_first_and_folds_past_twenty()
    {
        View view = GraphView.Of(Chain(40, 2).Call("bookinfo/svc3-v1", "broken", "broken-v1", 5, errors: 4).Graph());

        TableBlock table = view.Blocks.OfType<TableBlock>().Single();
        Assert.Equal(["broken", "broken-v1"], table.Rows[0].Cells.Take(2).Select(cell => cell.Lines[0].PlainText));
        Assert.Equal(20, table.Rows.Length);
        Assert.Equal("64 more edges", view.Blocks.OfType<FoldBlock>().First().Summary.PlainText);
    }

    [Fact]
    public void An_empty_window_says_so_and_draws_nothing()
    {
        View view = GraphView.Of(new MeshTraffic().Graph());

        Assert.Equal("No traffic in the window.", view.Blocks.OfType<MessageBlock>().Single().What.PlainText);
        Assert.Empty(view.Blocks.OfType<FigureBlock>());
    }

    private static GraphResult Incident()
        => GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), MeshTraffic.Incident().Answers(), MeshTrace.Incident().ToTrace());

    /// <summary>Services that call each other, each one of the few before it.</summary>
    private static MeshTraffic Chain(int services, int reach)
    {
        MeshTraffic traffic = new();
        traffic.Call("istio-system/istio-ingressgateway", "svc0", "svc0-v1", 1);
        for (int index = 1; index <= services; index++)
        {
            traffic.Call($"bookinfo/svc{Math.Max(0, index - 1 - (index % reach))}-v1", $"svc{index}", $"svc{index}-v1", 1);
        }

        return traffic;
    }

    private static IEnumerable<TMark> Marks<TMark>(Figure figure)
        where TMark : Mark => figure.Panels.SelectMany(panel => panel.Marks).OfType<TMark>();

    private static string Lines(View view) => string.Join('\n', view.Blocks.OfType<LineBlock>().SelectMany(block => block.Lines).Select(line => line.PlainText));
}
