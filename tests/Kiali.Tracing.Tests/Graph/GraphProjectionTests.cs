using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Analyses.Workloads;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Json;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.Views;
using Microsoft.Data.Analysis;
using Xunit;

namespace Kiali.Tracing.Tests.Graph;

public sealed class GraphProjectionTests
{
    [Fact]
    public void Frames_have_the_columns_of_the_contract()
    {
        Approved.Match(FrameSchema.Of(GraphFrame.Of(Incident())), "graph.schema.txt");
        Approved.Match(FrameSchema.Of(WorkloadsFrame.Of(Workloads())), "workloads.schema.txt");
    }

    [Fact]
    public void The_document_is_that_of_the_contract()
    {
        Approved.Match(Text(stream => GraphJson.Write(Incident(), stream)), "graph.json");
        Approved.Match(Text(stream => WorkloadsJson.Write(Workloads(), stream)), "workloads.json");
    }

    [Fact]
    public void Messages_waypoints_and_idle_edges_are_in_document_frame_and_view_where_there_are_any()
    {
        GraphResult result = Ambient();

        Approved.Match(Text(stream => GraphJson.Write(result, stream)), "graph-ambient.json");
        Approved.Match(FrameSchema.Of(GraphFrame.Of(result)), "graph-messages.schema.txt");
        Approved.Match(ViewText.Of(GraphView.Of(result)), "graph-ambient.view.txt");
        string[] labels = [.. GraphFigure.Of(result).Panels.SelectMany(panel => panel.Marks).OfType<TextMark>().Select(mark => mark.Line.PlainText)];
        Assert.Contains("7.0\u00a0msg/s", labels);
        Assert.Contains("idle", labels);
        Assert.Contains(labels, label => label.Contains("messages both ways", StringComparison.Ordinal) && label.Contains("bytes that callers received", StringComparison.Ordinal));
    }

    [Fact]
    public void Frame_and_document_have_the_same_rows()
    {
        DataFrame frame = GraphFrame.Of(Incident());
        using JsonDocument document = JsonDocument.Parse(Text(stream => GraphJson.Write(Incident(), stream)));
        JsonElement[] edges = [.. document.RootElement.GetProperty("edges").EnumerateArray()];

        Assert.Equal(edges.Length, frame.Rows.Count);
        for (int row = 0; row < edges.Length; row++)
        {
            Assert.Equal(edges[row].GetProperty("source").GetString(), frame[FrameColumns.Source][row]);
            Assert.Equal(edges[row].GetProperty("traffic").GetProperty("protocol").GetString(), frame[FrameColumns.Protocol][row]);
            Assert.Equal(string.Join(',', edges[row].GetProperty("spanIds").EnumerateArray()), frame[FrameColumns.SpanIds][row]);
        }
    }

    [Fact]
    public void Names_that_are_hostile_break_no_picture_and_no_table()
    {
        foreach ((string name, string text) in HostileText.All.Where(hostile => hostile.Text.Length > 0))
        {
            MeshTraffic traffic = new MeshTraffic().Call($"bookinfo/a{text}", $"b{text}", $"c-{text}", 1);
            GraphResult result = traffic.Graph();

            Figure figure = GraphFigure.Of(result);
            Assert.True(result.Graph.Nodes.Length == 3, name);
            Assert.All(
                figure.Panels.SelectMany(panel => panel.Marks).OfType<NodesMark>().SelectMany(mark => mark.Nodes).SelectMany(node => node.Labels),
                label => Assert.True(TextWidth.Estimate(label, 11) < 200, name));
            Assert.NotEmpty(GraphView.Of(result).Blocks);
        }
    }

    [Fact]
    public void A_workloads_pods_are_counted_and_named()
    {
        View view = WorkloadsView.Of(Workloads(), "#!kiali");

        TableRow row = view.Blocks.OfType<TableBlock>().Single().Rows[0];
        Assert.Equal(
            ["bookinfo", "ratings-v1", "Deployment", "ratings", "v1", "4", "ratings-v1-…-aaaaa, ratings-v1-…-bbbbb, ratings-v1-…-ccccc, …"],
            row.Cells.Select(cell => cell.Lines.Length == 0 ? string.Empty : cell.Lines[0].PlainText));
    }

    private static GraphResult Incident()
        => GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), MeshTraffic.Incident().Answers(), MeshTrace.Incident(2).ToTrace());

    private static GraphResult Ambient()
    {
        GraphOptions options = new()
        {
            Grpc = TrafficRate.Total,
            Tcp = TrafficRate.Received,
            IncludeIdleEdges = true,
            Waypoints = [new WorkloadRef("Kubernetes", "bookinfo", "waypoint")],
        };
        MeshTraffic traffic = new MeshTraffic()
            .Report(IstioReporters.Waypoint, "bookinfo/productpage-v1", "reviews", "reviews-v1", "200", "-", 2)
            .Messages(IstioReporters.Waypoint, "bookinfo/productpage-v1", "details", "details-v1", 2, 5)
            .Report(IstioReporters.Destination, "bookinfo/reviews-v1", "ratings", "ratings-v1", "200", "-", 0)
            .Bytes(IstioReporters.Source, "bookinfo/productpage-v1", "reviews", "waypoint", 500)
            .Bytes(IstioReporters.Destination, "bookinfo/waypoint", "reviews", "reviews-v1", 480);
        GraphAnswers answers = traffic.Answers();
        return GraphAnalysis.Analyze(MeshTraffic.Window, options, answers with { SentBytes = [], ReceivedBytes = answers.SentBytes });
    }

    private static WorkloadsResult Workloads()
    {
        ImmutableArray<Pod> pods = [.. ((string[])["aaaaa", "bbbbb", "ccccc", "ddddd"]).Select(end => new Pod($"ratings-v1-6f89b6c557-{end}", "node-1", null, []))];
        Workload ratings = new(
            new WorkloadRef("Kubernetes", "bookinfo", "ratings-v1"), "Deployment", "ratings", "v1", ImmutableSortedDictionary<string, string>.Empty, pods);
        Workload other = new(new WorkloadRef("Kubernetes", "other", "plain"), string.Empty, string.Empty, string.Empty, ImmutableSortedDictionary<string, string>.Empty, []);
        return WorkloadsAnalysis.OfCatalog(MeshTraffic.Window, Answer.Whole<ImmutableArray<Workload>>([other, ratings]), null, "Kubernetes");
    }

    private static string Text(Action<Stream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
