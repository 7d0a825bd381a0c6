using System.Text;
using CsCheck;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit;
using Microsoft.Data.Analysis;
using Xunit;

namespace Kiali.Tracing.Tests.Graph;

public sealed class GraphAnalysisTests
{
    private const string ReviewsV3 = "wl_Kubernetes_bookinfo_reviews-v3";
    private const string RatingsService = "svc_Kubernetes_bookinfo_ratings";
    private const string RatingsV1 = "wl_Kubernetes_bookinfo_ratings-v1";

    [Fact]
    public void The_called_service_stands_between_caller_and_callee()
    {
        MeshGraph graph = MeshTraffic.Incident().Graph().Graph;

        MeshEdge toService = Edge(graph, ReviewsV3, RatingsService);
        MeshEdge toWorkload = Edge(graph, RatingsService, RatingsV1);
        Assert.Equal(2.8, toService.Traffic.RequestsPerSecond!.Value, 9);
        Assert.Equal(4.2, toWorkload.Traffic.RequestsPerSecond!.Value, 9);
        Assert.Equal(0.6 / 4.2 * 100, toWorkload.Traffic.ErrorPercent!.Value, 9);
        Assert.DoesNotContain(graph.Edges, edge => edge.Source == ReviewsV3 && edge.Target == RatingsV1);
    }

    [Fact]
    public void Without_service_nodes_callers_reach_workloads_directly()
    {
        MeshGraph graph = MeshTraffic.Incident().Graph(injectServices: false).Graph;

        Assert.Equal(0.52 / 2.8 * 100, Edge(graph, ReviewsV3, RatingsV1).Traffic.ErrorPercent!.Value, 9);
        Assert.DoesNotContain(graph.Nodes, node => node.NodeType == NodeType.Service);
    }

    [Fact]
    public void A_request_that_both_proxies_report_counts_once()
    {
        MeshGraph graph = new MeshTraffic().Call("bookinfo/productpage-v1", "details", "details-v1", 4).Graph().Graph;

        Assert.All(graph.Edges, edge => Assert.Equal(4, edge.Traffic.RequestsPerSecond!.Value, 9));
    }

    /// <summary>Kiali adds the caller's 504 to the callee's hang-up: twice the requests.</summary>
    [Fact]
    public void A_timeout_that_caller_and_callee_report_with_different_codes_counts_once()
    {
        MeshTraffic traffic = new MeshTraffic()
            .Report(IstioReporters.Source, "bookinfo/reviews-v3", "ratings", "ratings-v1", "200", "-", 1)
            .Report(IstioReporters.Source, "bookinfo/reviews-v3", "ratings", "ratings-v1", "504", "UT", 3)
            .Report(IstioReporters.Destination, "bookinfo/reviews-v3", "ratings", "ratings-v1", "200", "-", 1)
            .Report(IstioReporters.Destination, "bookinfo/reviews-v3", "ratings", "ratings-v1", "0", "DC", 3);

        MeshEdge edge = Edge(traffic.Graph().Graph, ReviewsV3, RatingsService);

        Assert.Equal(4, edge.Traffic.RequestsPerSecond!.Value, 9);
        Assert.Equal(75, edge.Traffic.ErrorPercent!.Value, 9);
        Assert.Equal(["200", "504"], edge.Traffic.ByCode.Keys);
    }

    [Fact]
    public void Requests_that_never_reached_the_callee_are_kept()
    {
        MeshTraffic traffic = new MeshTraffic()
            .Report(IstioReporters.Destination, "bookinfo/reviews-v3", "ratings", "ratings-v1", "200", "-", 9)
            .Report(IstioReporters.Source, "bookinfo/reviews-v3", "ratings", "ratings-v1", "200", "-", 9)
            .Report(IstioReporters.Source, "bookinfo/reviews-v3", "ratings", "ratings-v1", "503", "UF", 1)
            .Report(IstioReporters.Source, "bookinfo/reviews-v3", "ratings", IstioLabels.Unknown, "503", "UH", 2);

        MeshGraph graph = traffic.Graph().Graph;

        Assert.Equal(12, Edge(graph, ReviewsV3, RatingsService).Traffic.RequestsPerSecond!.Value, 9);
        Assert.Equal(25, Edge(graph, ReviewsV3, RatingsService).Traffic.ErrorPercent!.Value, 9);
        Assert.Equal(10, Edge(graph, RatingsService, RatingsV1).Traffic.RequestsPerSecond!.Value, 9);
    }

    [Fact]
    public void No_response_is_an_error_and_is_called_dash()
    {
        MeshTraffic traffic = new MeshTraffic().Report(IstioReporters.Destination, "bookinfo/a", "ratings", "ratings-v1", "0", "DC", 1);

        EdgeTraffic told = traffic.Graph(injectServices: false).Graph.Edges.Single().Traffic;

        Assert.Equal(100, told.ErrorPercent);
        Assert.Equal(["-"], told.ByCode.Keys);
    }

    [Theory]
    [InlineData("200", "14", "14", 100, 0)]
    [InlineData("200", "5", "5", 0, 100)]
    [InlineData("200", "0", "0", 0, 0)]
    [InlineData("503", "14", "503", 100, 0)]
    [InlineData("0", "14", "-", 100, 0)]
    public void A_grpc_failure_is_told_by_its_own_status(string code, string grpc, string told, double errors, double clientErrors)
    {
        MeshTraffic traffic = new MeshTraffic()
            .Report(IstioReporters.Destination, "bookinfo/a", "ratings", "ratings-v1", code, "-", 1, RequestProtocols.Grpc, grpc);

        EdgeTraffic edge = traffic.Graph(injectServices: false).Graph.Edges.Single().Traffic;

        Assert.Equal([told], edge.ByCode.Keys);
        Assert.Equal((errors, clientErrors), (edge.ErrorPercent!.Value, edge.ClientErrorPercent!.Value));
    }

    [Theory]
    [InlineData(0, 0, HealthStatus.Healthy)]
    [InlineData(0.001, 0, HealthStatus.Degraded)]
    [InlineData(9.9, 0, HealthStatus.Degraded)]
    [InlineData(10, 0, HealthStatus.Failing)]
    [InlineData(0, 9.9, HealthStatus.Healthy)]
    [InlineData(0, 10, HealthStatus.Degraded)]
    [InlineData(0, 20, HealthStatus.Failing)]
    public void Health_follows_the_default_tolerances_of_Kiali(double serverErrors, double clientErrors, HealthStatus expected)
    {
        MeshTraffic traffic = new MeshTraffic()
            .Report(IstioReporters.Destination, "bookinfo/a", "ratings", "ratings-v1", "200", "-", 100 - serverErrors - clientErrors)
            .Report(IstioReporters.Destination, "bookinfo/a", "ratings", "ratings-v1", "503", "-", serverErrors)
            .Report(IstioReporters.Destination, "bookinfo/a", "ratings", "ratings-v1", "404", "-", clientErrors);

        GraphResult result = traffic.Graph();

        Assert.All(result.Graph.Edges, edge => Assert.Equal(expected, edge.Health));
        Assert.All(result.Graph.Nodes, node => Assert.Equal(expected, node.Health));
    }

    [Fact]
    public void Response_times_of_a_service_are_of_all_its_callers_together()
    {
        MeshGraph graph = new MeshTraffic()
            .Call("bookinfo/reviews-v2", "ratings", "ratings-v1", 1, slowest: 100)
            .Call("bookinfo/reviews-v3", "ratings", "ratings-v1", 1, slowest: 100)
            .Graph().Graph;

        Assert.Equal(new ResponseTimes(50, 50, 95, 99), Edge(graph, RatingsService, RatingsV1).ResponseTimes);
        Assert.Equal(ResponseTimes.Unknown, Edge(graph, ReviewsV3, RatingsService).ResponseTimes);
    }

    [Fact]
    public void The_callees_response_times_go_before_the_callers()
    {
        MeshGraph graph = new MeshTraffic()
            .Report(IstioReporters.Source, "bookinfo/reviews-v3", "ratings", "ratings-v1", "200", "-", 1)
            .Times(IstioReporters.Source, "bookinfo/reviews-v3", "ratings", "ratings-v1", 1, 1000)
            .Times(IstioReporters.Destination, "bookinfo/reviews-v3", "ratings", "ratings-v1", 1, 100)
            .Graph(injectServices: false).Graph;

        Assert.Equal(95, graph.Edges.Single().ResponseTimes.P95);
    }

    [Fact]
    public void Mutual_tls_is_a_share_of_requests_on_both_sides_of_a_service()
    {
        MeshGraph graph = new MeshTraffic()
            .Report(IstioReporters.Destination, "bookinfo/a", "ratings", "ratings-v1", "200", "-", 4)
            .Secure("bookinfo/a", "ratings", "ratings-v1", 4, 0.75)
            .Graph().Graph;

        Assert.Equal([75.0, 75.0], graph.Edges.Select(edge => edge.MtlsPercent!.Value));
    }

    /// <summary>Kiali gives none: it has only finished quantiles, which cannot be added.</summary>
    [Fact]
    public void A_service_graph_has_the_response_times_of_its_calls()
    {
        MeshGraph graph = MeshTraffic.Incident().Graph(GraphType.Service).Graph;

        Assert.Equal(["details", "productpage", "ratings", "reviews", "istio-ingressgateway"], graph.Nodes.Select(node => node.Name));
        MeshEdge edge = Edge(graph, "svc_Kubernetes_bookinfo_reviews", RatingsService);
        Assert.Equal((4.2, 2375), (Math.Round(edge.Traffic.RequestsPerSecond!.Value, 9), Math.Round(edge.ResponseTimes.P95!.Value, 6)));
    }

    [Fact]
    public void A_trace_is_not_laid_over_a_service_graph()
        => Assert.Throws<ArgumentException>(() => GraphAnalysis.Analyze(
            MeshTraffic.Window, new GraphOptions { Type = GraphType.Service }, GraphAnswers.None, MeshTrace.Incident().ToTrace()));

    [Fact]
    public void Bytes_over_connections_make_an_edge_of_their_own()
    {
        MeshGraph graph = new MeshTraffic()
            .Call("bookinfo/a", "db", "db-v1", 1)
            .Bytes(IstioReporters.Source, "bookinfo/a", "db", "db-v1", 62)
            .Bytes(IstioReporters.Destination, "bookinfo/a", "db", "db-v1", 62)
            .Graph(injectServices: false).Graph;

        EdgeTraffic tcp = graph.Edges.Single(edge => edge.Traffic.Protocol == RequestProtocols.Tcp).Traffic;
        Assert.Equal((62.0, null, null), (tcp.BytesPerSecond!.Value, tcp.RequestsPerSecond, tcp.ErrorPercent));
        Assert.Equal(2, graph.Edges.Length);
    }

    [Fact]
    public void Telemetry_that_names_no_workload_of_a_namespace_is_left_out_and_counted()
    {
        LabelSet nameless = LabelSet.Create(MeshTraffic.Labels("bookinfo/a", "ratings", "ratings-v1", new Label(IstioLabels.Reporter, IstioReporters.Source))
            .Where(label => label.Name is not (IstioLabels.SourceWorkload or IstioLabels.SourceCanonicalService)));
        GraphResult result = new MeshTraffic().Raw(nameless, 1).Graph();

        Assert.Empty(result.Graph.Nodes);
        Assert.Equal(1, result.Warnings.Single(warning => warning.Code == "incomplete-telemetry").Count);
    }

    [Fact]
    public void A_graph_of_a_namespace_shows_what_comes_in_and_goes_out_and_no_more()
    {
        GraphAnswers answers = MeshTraffic.Incident()
            .Report(IstioReporters.Source, "istio-system/other", "ratings", IstioLabels.Unknown, "503", "UH", 1)
            .Answers();
        GraphResult result = GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions { Namespaces = ["istio-system"] }, answers);

        Assert.Equal(
            ["productpage", "ratings", "productpage-v1", "istio-ingressgateway", "other"], result.Graph.Nodes.Select(node => node.Name));
    }

    [Fact]
    public void The_order_of_the_answers_changes_no_digit()
    {
        string expected = Text(MeshTraffic.Incident().Graph());
        Gen.Shuffle(Enumerable.Range(0, 64).ToArray()).Sample(
            order =>
            {
                GraphAnswers shuffled = MeshTraffic.Incident().Answers(series => series.Select((one, index) => (one, order[index % 64])).OrderBy(one => one.Item2).Select(one => one.one));
                Assert.Equal(expected, Text(GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), shuffled)));
            },
            iter: PropertyCases.AtLeast(500));
    }

    [Fact]
    public void The_frame_has_a_row_an_edge_with_both_ends_named()
    {
        GraphResult result = MeshTraffic.Incident().Graph();

        DataFrame frame = GraphFrame.Of(result);

        Assert.Equal(result.Graph.Edges.Length, frame.Rows.Count);
        int row = result.Graph.Edges.IndexOf(Edge(result.Graph, RatingsService, RatingsV1));
        Assert.Equal("ratings", frame[FrameColumns.SourceName][row]);
        Assert.Equal("ratings-v1", frame[FrameColumns.TargetName][row]);
        Assert.Equal(4.2, (double)frame[FrameColumns.RequestsPerSecond][row], 9);
        Assert.Equal("failing", frame[FrameColumns.Health][row]);
    }

    private static MeshEdge Edge(MeshGraph graph, string source, string target)
        => graph.Edges.Single(edge => edge.Source == source && edge.Target == target);

    private static string Text(GraphResult result)
    {
        using MemoryStream stream = new();
        GraphJson.Write(result, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
