using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>A graph asked of a mesh whose calls are known has each of them once, whoever counted them and whatever part of the mesh is asked for.</summary>
public sealed class GraphQueriesTests
{
    private static readonly Gen<TrafficRate> Grpc = Any(TrafficRate.Requests, TrafficRate.Sent, TrafficRate.Received, TrafficRate.Total, TrafficRate.None);
    private static readonly Gen<TrafficRate> Tcp = Any(TrafficRate.Sent, TrafficRate.Received, TrafficRate.Total, TrafficRate.None);

    private static readonly Gen<GraphOptions> Options =
        from http in Any(TrafficRate.Requests, TrafficRate.None)
        from grpc in Grpc
        from tcp in Tcp
        from namespaces in Any<ImmutableArray<string>>([], ["shop"], ["pay"], ["shop", "log"])
        from cluster in Any<string?>(null, null, "east", "west")
        from focus in Gen.Frequency((3, Gen.Const((GraphFocus?)null)), (2, Focus!))
        select new GraphOptions { InjectServices = false, Http = http, Grpc = grpc, Tcp = tcp, Namespaces = namespaces, Cluster = cluster, Focus = focus };

    private static Gen<GraphFocus?> Focus =>
        from kind in Any(GraphFocusKind.Workload, GraphFocusKind.App, GraphFocusKind.Service)
        from workload in Gen.Int[0, 8]
        from anywhere in Gen.Bool
        select new GraphFocus(
            kind,
            anywhere ? null : SimulatedCall.ClusterOf(workload),
            anywhere ? null : SimulatedCall.NamespaceOf(workload),
            kind == GraphFocusKind.Workload ? SimulatedCall.WorkloadOf(workload) : SimulatedCall.AppOf(workload));

    [Fact]
    public Task Every_call_of_the_part_that_is_asked_for_is_drawn_once_at_its_own_rate() => Gen.Select(SimulatedMesh.Any, Options).SampleAsync(
        async (mesh, options) =>
        {
            MeshGraph graph = await mesh.GraphAsync(options);

            Dictionary<(string, string, string), double?> expected = mesh.Calls
                .Where(call => IsAsked(call, options) && Amount(call, options) > 0)
                .ToDictionary(call => (Id(call.Source), Id(call.Target), call.Protocol), call => Amount(call, options));
            Dictionary<(string, string, string), MeshEdge> actual = graph.Edges.ToDictionary(edge => (edge.Source, edge.Target, edge.Traffic.Protocol));
            Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
            foreach (((string, string, string) key, double? amount) in expected)
            {
                EdgeTraffic traffic = actual[key].Traffic;
                Assert.Equal(amount!.Value, (traffic.RequestsPerSecond ?? traffic.MessagesPerSecond ?? traffic.BytesPerSecond)!.Value, 6);
            }
        },
        iter: PropertyCases.AtLeast(500));

    [Fact]
    public Task Failures_are_a_share_of_all_calls_whoever_tells_them() => SimulatedMesh.Any.SampleAsync(
        async mesh =>
        {
            MeshGraph graph = await mesh.GraphAsync(new GraphOptions { InjectServices = false });

            foreach (SimulatedCall call in mesh.Calls.Where(call => call.Protocol != RequestProtocols.Tcp))
            {
                MeshEdge edge = graph.Edges.Single(edge => edge.Source == Id(call.Source) && edge.Target == Id(call.Target));
                Assert.Equal(call.Errors / call.Rate * 100, edge.Traffic.ErrorPercent!.Value, 6);
                Assert.Equal(call.Reporters is [IstioReporters.Source] ? null : 100.0, edge.MtlsPercent);
            }
        },
        iter: PropertyCases.AtLeast(500));

    [Theory]
    [InlineData(AmbientTraffic.Total, 2, 7)]
    [InlineData(AmbientTraffic.Ztunnel, 2, 7)]
    [InlineData(AmbientTraffic.Waypoint, 2, 0)]
    [InlineData(AmbientTraffic.None, 2, 0)]
    public async Task Ztunnels_are_listened_to_only_where_they_are_wanted(AmbientTraffic ambient, double sidecars, double ztunnels)
    {
        SimulatedMesh mesh = new([new(0, 1, 1, 0, 2, 0, 2), new(1, 2, 1, 0, 2, 3, 7)]);

        MeshGraph graph = await mesh.GraphAsync(new GraphOptions { InjectServices = false, Ambient = ambient });

        Assert.Equal(sidecars, graph.Edges.Single(edge => edge.Source == Id(0)).Traffic.BytesPerSecond!.Value, 6);
        Assert.Equal(ztunnels, graph.Edges.Where(edge => edge.Source == Id(1)).Sum(edge => edge.Traffic.BytesPerSecond!.Value), 6);
    }

    [Theory]
    [InlineData(AmbientTraffic.Total, "503")]
    [InlineData(AmbientTraffic.Waypoint, "503")]
    [InlineData(AmbientTraffic.Ztunnel, "-")]
    [InlineData(AmbientTraffic.None, "-")]
    public async Task A_waypoint_tells_why_a_request_failed_only_where_it_is_listened_to(AmbientTraffic ambient, string code)
    {
        SimulatedMesh mesh = new([new(0, 1, 4, 1, 0, 3, 0)]);

        EdgeTraffic traffic = (await mesh.GraphAsync(new GraphOptions { InjectServices = false, Ambient = ambient })).Edges.Single().Traffic;

        Assert.Equal(4, traffic.RequestsPerSecond!.Value, 6);
        Assert.Contains(code, traffic.ByCode.Keys);
    }

    [Fact]
    public async Task Connections_over_mutual_tls_are_a_share_of_their_bytes()
    {
        SecuredConnections source = new();

        GraphAnswers answers = await GraphQueries.Of(SimulatedMesh.Window, new GraphOptions()).AskAsync(source, CancellationToken.None);
        MeshGraph graph = GraphAnalysis.Analyze(SimulatedMesh.Window, new GraphOptions { InjectServices = false }, answers).Graph;

        Assert.Equal(75, graph.Edges.Single().MtlsPercent!.Value, 6);
    }

    [Fact]
    public void An_edge_that_rested_in_the_window_is_drawn_only_where_it_is_asked_for()
    {
        MeshTraffic traffic = new MeshTraffic().Call("bookinfo/a", "ratings", "ratings-v1", 1)
            .Report(IstioReporters.Destination, "bookinfo/b", "ratings", "ratings-v1", "200", "-", 0);
        MeshGraph Graph(bool idle) => GraphAnalysis.Analyze(
            MeshTraffic.Window, new GraphOptions { InjectServices = false, IncludeIdleEdges = idle }, traffic.Answers()).Graph;

        Assert.Single(Graph(false).Edges);
        MeshEdge rested = Graph(true).Edges.Single(edge => edge.Source == "wl_Kubernetes_bookinfo_b");
        Assert.Equal((0, null, HealthStatus.Unknown), (rested.Traffic.RequestsPerSecond!.Value, rested.Traffic.ErrorPercent, rested.Health));
        Assert.Empty(rested.Traffic.ByCode);
    }

    [Fact]
    public void A_waypoint_is_a_workload_of_no_app_in_every_kind_of_graph_and_has_no_service_before_it()
    {
        MeshTraffic traffic = new MeshTraffic().Bytes(IstioReporters.Source, "bookinfo/productpage-v1", "reviews", "waypoint", 5)
            .Bytes(IstioReporters.Destination, "bookinfo/waypoint", "reviews", "reviews-v1", 5);
        foreach (GraphType type in (GraphType[])[GraphType.Workload, GraphType.App, GraphType.VersionedApp])
        {
            GraphOptions options = new() { Type = type, Waypoints = [new WorkloadRef(null, "bookinfo", "waypoint")] };

            MeshGraph graph = GraphAnalysis.Analyze(MeshTraffic.Window, options, traffic.Answers()).Graph;

            MeshNode waypoint = Assert.Single(graph.Nodes, node => node.IsWaypoint);
            Assert.Equal(("wl_Kubernetes_bookinfo_waypoint", NodeType.Workload, null), (waypoint.Id, waypoint.NodeType, waypoint.App));
            Assert.Equal(2, graph.Edges.Length);
            Assert.DoesNotContain(graph.Nodes, node => node.NodeType == NodeType.Service);
        }
    }

    [Fact]
    public async Task Questions_are_asked_at_once_and_answered_in_their_order()
    {
        GatedSource source = new();
        GraphQueries queries = GraphQueries.Of(SimulatedMesh.Window, new GraphOptions { Namespaces = ["shop"] });

        Task<GraphAnswers> asking = queries.AskAsync(source, CancellationToken.None);
        int expected = queries.Requests.Length + queries.SentBytes.Length + queries.Security.Length + queries.ConnectionSecurity.Length + queries.ResponseTimes.Length;
        Assert.Equal(expected, source.Waiting);
        source.AnswerLastFirst();
        GraphAnswers answers = await asking;

        Assert.Equal(
            queries.Requests.Concat(queries.SentBytes).Select(GatedSource.MarkOf),
            answers.Requests.Concat(answers.SentBytes).Select(answer => answer.Warnings.Single().Message));
    }

    [Fact]
    public async Task A_question_that_fails_stops_the_others_and_is_the_failure_that_is_told()
    {
        GatedSource source = new();
        GraphQueries queries = GraphQueries.Of(SimulatedMesh.Window, new GraphOptions());
        Task<GraphAnswers> asking = queries.AskAsync(source, CancellationToken.None);

        source.FailLast();

        SourceException exception = await Assert.ThrowsAsync<SourceException>(() => asking);
        Assert.Equal("memory: refused", exception.Message);
        Assert.Equal(0, source.Waiting);
    }

    private static Gen<T> Any<T>(params ReadOnlySpan<T> values)
    {
        T[] all = [.. values];
        return Gen.Int[0, all.Length - 1].Select(index => all[index]);
    }

    private static bool IsAsked(SimulatedCall call, GraphOptions options)
    {
        // What comes in is told by the callee or by callers; what goes out by callers, and by the waypoint, whose report is the callee's, too.
        bool isTold = call.Reporters.Any(reporter => reporter != IstioReporters.Destination);
        if (options.Focus is { } focus)
        {
            bool Is(int workload, string name) => name == focus.Name
                && (focus.Cluster is null || focus.Cluster == SimulatedCall.ClusterOf(workload))
                && (focus.Namespace is null || focus.Namespace == SimulatedCall.NamespaceOf(workload));
            return focus.Kind switch
            {
                GraphFocusKind.Service => Is(call.Target, SimulatedCall.AppOf(call.Target)),
                GraphFocusKind.App => (isTold && Is(call.Source, SimulatedCall.AppOf(call.Source))) || Is(call.Target, SimulatedCall.AppOf(call.Target)),
                _ => (isTold && Is(call.Source, SimulatedCall.WorkloadOf(call.Source))) || Is(call.Target, SimulatedCall.WorkloadOf(call.Target)),
            };
        }

        bool Within(int workload) => (options.Namespaces.IsEmpty || options.Namespaces.Contains(SimulatedCall.NamespaceOf(workload)))
            && (options.Cluster is null || options.Cluster == SimulatedCall.ClusterOf(workload));

        return Within(call.Target) || (isTold && Within(call.Source)) || (options is { Cluster: null, Namespaces.IsEmpty: true });
    }

    private static double? Amount(SimulatedCall call, GraphOptions options) => call.Protocol switch
    {
        RequestProtocols.Http => options.Http == TrafficRate.Requests ? call.Rate : null,
        RequestProtocols.Grpc => options.Grpc switch
        {
            TrafficRate.Requests => call.Rate,
            TrafficRate.Sent => 2 * call.Rate,
            TrafficRate.Received => 5 * call.Rate,
            TrafficRate.Total => 7 * call.Rate,
            _ => null,
        },
        _ => options.Tcp switch
        {
            TrafficRate.Sent => call.Bytes,
            TrafficRate.Received => 3 * call.Bytes,
            TrafficRate.Total => 4 * call.Bytes,
            _ => null,
        },
    };

    private static string Id(int workload) => $"wl_{SimulatedCall.ClusterOf(workload)}_{SimulatedCall.NamespaceOf(workload)}_{SimulatedCall.WorkloadOf(workload)}";

    /// <summary>Connections of which three quarters of the bytes went over mutual TLS.</summary>
    private sealed class SecuredConnections : IMetricSource
    {
        public string Uri => "memory:";

        public TimeRange? RecordedRange => null;

        public bool HasBuckets => true;

        public RangeBoundary RangeBoundary => RangeBoundary.LeftOpen;

        public Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken)
            => Task.FromResult(Answer.Whole(new HistogramAnswer([], 0)));

        public Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
        {
            LabelSet all = MeshTraffic.Labels(
                "bookinfo/a", "db", "db-v1", new(IstioLabels.Reporter, IstioReporters.Destination), new(IstioLabels.ConnectionSecurityPolicy, IstioLabels.MutualTls));
            LabelSet plain = MeshTraffic.Labels(
                "bookinfo/a", "db", "db-v1", new(IstioLabels.Reporter, IstioReporters.Destination), new(IstioLabels.ConnectionSecurityPolicy, "none"));
            ImmutableArray<(LabelSet Labels, double Growth)> connections = query.Selector.Family == IstioMetrics.TcpReceivedBytesTotal ? [(all, 75), (plain, 25)] : [];
            return Task.FromResult(Answer.Whole<ImmutableArray<MetricSeries>>(
            [
                .. connections.GroupBy(one => one.Labels.Keep(query.Selector.GroupBy))
                    .Select(group => new MetricSeries(string.Empty, group.Key, [new MetricPoint(query.Times[0], group.Sum(one => one.Growth))])),
            ]));
        }
    }
}
