using CsCheck;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Graph;

public sealed class TraceOverlayTests
{
    [Fact]
    public void The_trace_runs_along_the_edges_that_metrics_show()
    {
        GraphResult result = Lay(MeshTraffic.Incident(), MeshTrace.Incident());

        Assert.Equal(
            [
                "details>details-v1 1", "istio-ingressgateway>productpage 1", "productpage-v1>details 1", "productpage-v1>reviews 1", "productpage>productpage-v1 1",
                "ratings-v1>mongodb:27017 3", "ratings>ratings-v1 1", "reviews-v3>ratings 1", "reviews>reviews-v3 1",
            ],
            Hops(result));
        Assert.Empty(result.Overlay!.UnplacedSpanIds);
        Assert.Equal(["reviews-v1", "reviews-v2"], result.Graph.Nodes.Where(node => !node.InTrace).Select(node => node.Name));
    }

    [Fact]
    public void What_metrics_do_not_show_is_drawn_and_marked()
    {
        GraphResult result = Lay(MeshTraffic.Incident(), MeshTrace.Incident());

        MeshNode database = result.Graph.Nodes.Single(node => node.OnlyInTrace);
        MeshEdge hop = result.Graph.Edges.Single(edge => edge.OnlyInTrace);
        Assert.Equal(("mongodb:27017", null, HealthStatus.Unknown), (database.Name, database.Namespace, database.Health));
        Assert.Equal((database.Id, RequestProtocols.Tcp, 3), (hop.Target, hop.Traffic.Protocol, hop.SpanIds.Length));
        Assert.Null(hop.Traffic.RequestsPerSecond);
    }

    [Fact]
    public void A_trace_alone_draws_the_same_hops()
    {
        GraphResult result = GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), GraphAnswers.None, MeshTrace.Incident().ToTrace());

        Assert.Equal(Hops(Lay(MeshTraffic.Incident(), MeshTrace.Incident())), Hops(result));
        Assert.All(result.Graph.Nodes, node => Assert.True(node.OnlyInTrace && node.InTrace));
        Assert.All(result.Graph.Edges, edge => Assert.True(edge.OnlyInTrace));
    }

    [Fact]
    public void Nodes_of_the_trace_alone_are_those_that_metrics_would_make()
    {
        GraphResult alone = GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), GraphAnswers.None, MeshTrace.Incident(0).ToTrace());

        Assert.Subset(MeshTraffic.Incident().Graph().Graph.Nodes.Select(node => node.Id).ToHashSet(), alone.Graph.Nodes.Select(node => node.Id).ToHashSet());
    }

    [Fact]
    public void A_span_says_when_after_the_traces_start_it_began_how_long_it_took_and_whether_it_failed()
    {
        GraphResult result = Lay(MeshTraffic.Incident(), MeshTrace.Incident(1));

        NodeSpan[] spans = [.. result.Graph.Nodes.Single(node => node.Name == "ratings-v1").Spans];
        Assert.Equal([(8.0, 10.0, true), (9.0, 10.0, false), (10.0, 10.0, false)], spans.Select(span => (span.StartOffsetMs, span.DurationMs, span.Error)));
    }

    [Fact]
    public void An_app_with_several_versions_is_not_guessed()
    {
        MeshTrace trace = new();
        trace.Service(0, "reviews.bookinfo", SpanKind.Server);

        GraphResult result = Lay(MeshTraffic.Incident(), trace);

        Assert.Single(result.Overlay!.UnplacedSpanIds);
        Assert.DoesNotContain(result.Graph.Nodes, node => node.InTrace);
    }

    [Fact]
    public void An_app_with_one_workload_is_that_workload()
    {
        MeshTrace trace = new();
        trace.Service(0, "details.bookinfo", SpanKind.Server);

        Assert.Equal(["details-v1"], Lay(MeshTraffic.Incident(), trace).Graph.Nodes.Where(node => node.InTrace).Select(node => node.Name));
    }

    [Fact]
    public void An_applications_span_without_a_pod_belongs_beside_its_proxys()
    {
        MeshTrace trace = new();
        ulong client = trace.ProxyClient(0, "bookinfo/productpage-v1", "reviews");
        ulong server = trace.ProxyServer(client, "reviews-v2", "reviews");
        ulong work = trace.Service(server, "reviews.bookinfo", SpanKind.Server);
        trace.Service(work, "reviews.bookinfo", SpanKind.Internal);

        MeshNode reviews = Lay(MeshTraffic.Incident(), trace).Graph.Nodes.Single(node => node.Name == "reviews-v2");

        Assert.Equal(3, reviews.Spans.Length);
    }

    [Fact]
    public void A_span_that_names_nothing_is_listed_and_hides_no_hop()
    {
        MeshTrace trace = new();
        ulong client = trace.ProxyClient(0, "bookinfo/reviews-v3", "ratings");
        ulong nameless = trace.Service(client, null, SpanKind.Internal);
        trace.ProxyServer(nameless, "ratings-v1", "ratings");

        GraphResult result = Lay(MeshTraffic.Incident(), trace);

        Assert.Equal(new SpanId(nameless), Assert.Single(result.Overlay!.UnplacedSpanIds));
        Assert.Contains("ratings>ratings-v1 1", Hops(result));
    }

    [Fact]
    public void A_call_that_nobody_answered_ends_at_the_service()
    {
        MeshTrace trace = new();
        trace.ProxyClient(0, "bookinfo/reviews-v3", "ratings", "503");

        Assert.Equal(["reviews-v3>ratings 1"], Hops(Lay(MeshTraffic.Incident(), trace)));
    }

    [Fact]
    public void Services_without_proxies_call_each_other_directly()
    {
        MeshTrace trace = new();
        ulong frontend = trace.Service(0, "frontend", SpanKind.Server);
        ulong call = trace.Service(frontend, "frontend", SpanKind.Client, (OpenTelemetryAttributes.HttpMethod, "GET"));
        ulong driver = trace.Service(call, "driver", SpanKind.Server, (OpenTelemetryAttributes.HttpMethod, "GET"));
        trace.Service(driver, "driver", SpanKind.Client, (OpenTelemetryAttributes.PeerService, "redis"), (OpenTelemetryAttributes.DbSystem, "redis"));

        GraphResult result = GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), GraphAnswers.None, trace.ToTrace());

        Assert.Equal(["driver>redis 1", "frontend>driver 2"], Hops(result));
        Assert.Equal(["app", "app", "service"], result.Graph.Nodes.Select(node => Json.GraphWords.Of(node.NodeType)));
    }

    [Fact]
    public void A_workload_is_matched_by_equality_never_by_prefix()
    {
        MeshTrace trace = new();
        trace.ProxyServer(0, "ratings-v10", "ratings");

        GraphResult result = Lay(MeshTraffic.Incident(), trace);

        Assert.False(result.Graph.Nodes.Single(node => node.Name == "ratings-v1").InTrace);
        Assert.True(result.Graph.Nodes.Single(node => node.Name == "ratings-v10").OnlyInTrace);
    }

    /// <summary>Any tree of proxies' spans: each lies on the node that its node_id names, once, and every hop joins its caller to its callee.</summary>
    [Fact]
    public void Every_span_lies_on_exactly_the_node_it_names()
    {
        string[] workloads = ["productpage-v1", "reviews-v1", "reviews-v2", "ratings-v1", "unheard-of-v1"];
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 4], Gen.Bool).Array[1, 30].Sample(
            steps =>
            {
                MeshTrace trace = new();
                Dictionary<SpanId, string> named = [];
                List<(ulong Id, string Workload)> servers = [];
                foreach ((int parent, int callee, bool answered) in steps)
                {
                    (ulong Id, string Workload) caller = servers.Count == 0 ? (0, workloads[parent % 5]) : servers[parent % servers.Count];
                    string target = workloads[callee];
                    ulong client = trace.ProxyClient(caller.Id, $"bookinfo/{caller.Workload}", target[..^3]);
                    named.Add(new SpanId(client), caller.Workload);
                    if (answered)
                    {
                        ulong server = trace.ProxyServer(client, target, target[..^3]);
                        named.Add(new SpanId(server), target);
                        servers.Add((server, target));
                    }
                }

                GraphResult result = Lay(MeshTraffic.Incident(), trace);

                Assert.Empty(result.Overlay!.UnplacedSpanIds);
                Assert.Equal(
                    named.OrderBy(item => item.Key).Select(item => (item.Key, item.Value)),
                    result.Graph.Nodes.SelectMany(node => node.Spans.Select(span => (span.SpanId, node.Name))).OrderBy(item => item.SpanId));
                Dictionary<string, MeshNode> nodes = result.Graph.Nodes.ToDictionary(node => node.Id);
                Assert.All(result.Graph.Edges.Where(edge => edge.InTrace), edge => Assert.All(
                    edge.SpanIds, id => Assert.Contains(named[id], (string[])[nodes[edge.Source].Name, nodes[edge.Target].Name])));
            },
            iter: PropertyCases.AtLeast(500));
    }

    private static GraphResult Lay(MeshTraffic traffic, MeshTrace trace)
        => GraphAnalysis.Analyze(MeshTraffic.Window, new GraphOptions(), traffic.Answers(), trace.ToTrace());

    private static string[] Hops(GraphResult result)
    {
        Dictionary<string, MeshNode> nodes = result.Graph.Nodes.ToDictionary(node => node.Id);
        return
        [
            .. result.Graph.Edges.Where(edge => edge.InTrace)
                .Select(edge => $"{nodes[edge.Source].Name}>{nodes[edge.Target].Name} {edge.SpanIds.Length}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
