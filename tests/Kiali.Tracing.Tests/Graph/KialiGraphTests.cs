using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>The graph equals Kiali's own on all eight of Kiali's test vectors; where it does not, a test says which habit of Kiali's is mended.</summary>
public sealed class KialiGraphTests
{
    private const string Ambient = "test_ambient_graph";

    public static TheoryData<string> Names => [.. KialiGraphVector.Names];

    [SharedDataTheory]
    [MemberData(nameof(Names))]
    public void Nodes_are_the_ones_Kiali_draws(string name)
    {
        (KialiGraphVector vector, MeshGraph graph) = Make(name);

        string[] expected = [.. vector.Nodes.Select(node => string.Join(' ', Published(node))).Order(StringComparer.Ordinal)];
        string[] actual =
        [
            .. graph.Nodes.Select(node => string.Join(
                ' ', Sha256(node.Id), Word(node.NodeType), node.Cluster, node.Namespace, node.Workload, node.App, node.Version, node.Service,
                node.IsWaypoint ? "waypoint" : string.Empty))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(expected, actual);
    }

    [SharedDataTheory]
    [MemberData(nameof(Names))]
    public void Edges_have_the_rates_Kiali_gives_them(string name)
    {
        (KialiGraphVector vector, MeshGraph graph) = Make(name);
        Dictionary<(string, string, string), MeshEdge> edges = ByKialisKey(graph);

        // Of the ambient graph Kiali hides one edge within another: the mended habit has its own test.
        Assert.Equal(vector.Edges.Length + (name == Ambient ? 1 : 0), edges.Count);
        Assert.All(vector.Edges, expected => AssertSame(expected, edges));
    }

    [SharedDataTheory]
    [MemberData(nameof(Names))]
    public void Nodes_take_in_and_send_what_Kiali_says(string name)
    {
        (KialiGraphVector vector, MeshGraph graph) = Make(name);
        foreach (JsonElement node in vector.Nodes.Where(node => node.TryGetProperty("traffic", out _)))
        {
            string id = graph.Nodes.Single(ours => Sha256(ours.Id) == node.GetProperty("id").GetString()).Id;
            foreach (JsonElement traffic in node.GetProperty("traffic").EnumerateArray())
            {
                string protocol = traffic.GetProperty("protocol").GetString()!;
                JsonElement rates = traffic.GetProperty("rates");
                Assert.Equal(KialiGraphVector.Number(rates, protocol + "In"), graph.Edges.Where(edge => edge.Target == id).Sum(edge => Amount(edge, protocol)), 2);
                Assert.Equal(KialiGraphVector.Number(rates, protocol + "Out"), graph.Edges.Where(edge => edge.Source == id).Sum(edge => Amount(edge, protocol)), 2);
            }
        }
    }

    /// <summary>Kiali asks nothing that we do not; we ask also what callers elsewhere tell, which Kiali asks of ambient namespaces only.</summary>
    [SharedDataTheory]
    [MemberData(nameof(Names))]
    public void The_questions_are_Kialis(string name)
    {
        KialiGraphVector vector = KialiGraphVector.Read(name);
        if (vector.Options.Focus is not null)
        {
            return;
        }

        GraphQueries queries = GraphQueries.Of(KialiGraphVector.Window, vector.Options);
        string[] ours =
        [
            .. queries.Requests.Concat(queries.SentMessages).Concat(queries.ReceivedMessages).Concat(queries.SentBytes).Concat(queries.ReceivedBytes)
                .Select(query => Question(query.Selector)).Distinct().Order(StringComparer.Ordinal),
        ];
        string[] kialis = [.. vector.Questions.Distinct()];

        // Where gRPC is measured by messages Kiali asks for gRPC requests, too, and drops them.
        string notGrpc = $",request_protocol!=\"{RequestProtocols.Grpc}\"";
        Assert.Empty(kialis.Except(ours.Select(question => question.Replace(notGrpc, string.Empty, StringComparison.Ordinal))));
        Assert.All(
            ours.Select(question => question.Replace(notGrpc, string.Empty, StringComparison.Ordinal)).Except(kialis),
            question => Assert.Matches("\\{(app!=\"ztunnel\",)?destination_workload_namespace=\"bookinfo\",reporter=\"source\",source_workload_namespace!=\"bookinfo\"\\}", question));
    }

    [SharedDataFact]
    public void Client_errors_stand_apart_where_Kiali_adds_them_to_the_errors()
    {
        (KialiGraphVector vector, MeshGraph graph) = Make("test_workload_graph");
        Dictionary<(string, string, string), MeshEdge> edges = ByKialisKey(graph);
        foreach (JsonElement expected in vector.Edges.Where(edge => Protocol(edge) == RequestProtocols.Http))
        {
            JsonElement rates = expected.GetProperty("traffic").GetProperty("rates");
            MeshEdge edge = edges[(expected.GetProperty("source").GetString()!, expected.GetProperty("target").GetString()!, RequestProtocols.Http)];
            double client = KialiGraphVector.Number(rates, "http4xx") / KialiGraphVector.Number(rates, "http") * 100;
            Assert.Equal(client, edge.Traffic.ClientErrorPercent!.Value, 1);
            Assert.Equal(KialiGraphVector.Number(rates, "httpPercentErr"), edge.Traffic.ErrorPercent!.Value + edge.Traffic.ClientErrorPercent!.Value, 1);
        }

        MeshEdge notFound = graph.Edges.Single(edge => edge.Traffic.ByCode.ContainsKey("404"));
        Assert.Equal(0, notFound.Traffic.ErrorPercent);
        Assert.Equal(100, notFound.Traffic.ClientErrorPercent);
    }

    /// <summary>Kiali hides what a waypoint sends to a caller of its own within the edge to the waypoint: a picture of it lacks 150 of 250 bytes a second.</summary>
    [SharedDataFact]
    public void What_a_waypoint_sends_to_its_caller_is_an_edge_that_Kiali_hides_in_another()
    {
        (KialiGraphVector vector, MeshGraph graph) = Make(Ambient);
        JsonElement hidden = vector.Edges.Where(edge => edge.TryGetProperty("waypoint", out _))
            .Select(edge => edge.GetProperty("waypoint")).Single(waypoint => waypoint.TryGetProperty("fromEdge", out _)).GetProperty("fromEdge");

        MeshEdge edge = graph.Edges.Single(edge => edge is { Source: "wl_Kubernetes_bookinfo_waypoint", Target: "wl_Kubernetes_bookinfo_productpage-v1" });

        Assert.Equal(KialiGraphVector.Number(hidden.GetProperty("traffic").GetProperty("rates"), "tcp"), edge.Traffic.BytesPerSecond!.Value, 2);
        Assert.DoesNotContain(vector.Edges, other => other.GetProperty("source").GetString() == Sha256(edge.Source) && other.GetProperty("target").GetString() == Sha256(edge.Target));
    }

    /// <summary>Both of Kiali's questions, for what comes in and what goes out, find a waypoint's report: it is one, and counts once.</summary>
    [SharedDataFact]
    public void A_waypoints_report_that_two_answers_have_counts_once()
    {
        KialiGraphVector vector = KialiGraphVector.Read(Ambient);
        MeshGraph graph = GraphAnalysis.Analyze(KialiGraphVector.Window, vector.Options, vector.AnswersOf(IstioReporters.Waypoint)).Graph;
        Dictionary<(string, string, string), MeshEdge> edges = ByKialisKey(graph);

        Assert.All(vector.Edges, expected => AssertSame(expected, edges));
    }

    [SharedDataFact]
    public void Callees_of_one_name_in_two_clusters_are_two_nodes_behind_two_services()
    {
        MeshGraph graph = Make("test_mc_source_graph").Graph;

        MeshNode[] reviews = [.. graph.Nodes.Where(node => node.Workload == "reviews-v2")];
        Assert.Equal(["kukulcan", "tzotz"], reviews.Select(node => node.Cluster));
        foreach (MeshNode workload in reviews)
        {
            MeshEdge edge = Assert.Single(graph.Edges, edge => edge.Target == workload.Id);
            Assert.Equal(workload.Cluster, graph.Nodes.Single(node => node.Id == edge.Source).Cluster);
            Assert.Equal(100, edge.Traffic.RequestsPerSecond!.Value, 6);
        }
    }

    [SharedDataTheory]
    [MemberData(nameof(Names))]
    public void Every_one_can_be_drawn_and_told(string name)
    {
        KialiGraphVector vector = KialiGraphVector.Read(name);
        GraphResult result = GraphAnalysis.Analyze(KialiGraphVector.Window, vector.Options, vector.Answers);

        Assert.Equal(
            result.Graph.Nodes.Length, GraphFigure.Of(result).Panels.SelectMany(panel => panel.Marks).OfType<NodesMark>().Sum(mark => mark.Nodes.Length));
        Assert.Equal(result.Graph.Edges.Length, GraphFrame.Of(result).Rows.Count);
        TableBlock edges = GraphView.Of(result).Blocks.OfType<TableBlock>().First();
        Assert.Equal(
            result.Graph.Nodes.Select(node => node.Cluster).OfType<string>().Distinct().Count() > 1,
            edges.Rows.All(row => row.Cells[0].Lines[0].PlainText.Contains(" · ", StringComparison.Ordinal) || row.Cells[0].Lines[0].PlainText == "unknown"));
    }

    private static void AssertSame(JsonElement expected, Dictionary<(string, string, string), MeshEdge> edges)
    {
        JsonElement traffic = expected.GetProperty("traffic");
        string protocol = traffic.GetProperty("protocol").GetString()!;
        JsonElement rates = traffic.GetProperty("rates");
        MeshEdge edge = edges[(expected.GetProperty("source").GetString()!, expected.GetProperty("target").GetString()!, protocol)];
        Assert.Equal(KialiGraphVector.Number(rates, protocol), Amount(edge, protocol), 2);
        if (edge.Traffic.RequestsPerSecond is null)
        {
            Assert.Empty(edge.Traffic.ByCode);
            return;
        }

        foreach (JsonProperty response in traffic.GetProperty("responses").EnumerateObject())
        {
            double percent = response.Value.GetProperty("flags").EnumerateObject()
                .Sum(flags => KialiGraphVector.Number(response.Value.GetProperty("flags"), flags.Name));
            Assert.Equal(percent, edge.Traffic.ByCode[response.Name] / edge.Traffic.RequestsPerSecond!.Value * 100, 1);
        }
    }

    private static double Amount(MeshEdge edge, string protocol) => edge.Traffic.Protocol != protocol ? 0
        : protocol == RequestProtocols.Tcp ? edge.Traffic.BytesPerSecond!.Value
        : (edge.Traffic.RequestsPerSecond ?? edge.Traffic.MessagesPerSecond)!.Value;

    private static Dictionary<(string, string, string), MeshEdge> ByKialisKey(MeshGraph graph)
        => graph.Edges.ToDictionary(edge => (Sha256(edge.Source), Sha256(edge.Target), edge.Traffic.Protocol));

    private static string Question(MetricSelector selector)
        => $"{selector.Family}{{{string.Join(',', selector.Matchers.Select(Matcher).Order(StringComparer.Ordinal))}}}";

    private static string Matcher(LabelMatcher matcher) => matcher is { Kind: LabelMatchKind.Equal, Values: [string single] }
        ? $"{matcher.Name}{(matcher.Negated ? "!=" : "=")}\"{single}\""
        : $"{matcher.Name}{(matcher.Negated ? "!~" : "=~")}\"{matcher.Pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}\"";

    private static (KialiGraphVector Vector, MeshGraph Graph) Make(string name)
    {
        KialiGraphVector vector = KialiGraphVector.Read(name);
        return (vector, GraphAnalysis.Analyze(KialiGraphVector.Window, vector.Options, vector.Answers).Graph);
    }

    private static IEnumerable<string> Published(JsonElement node)
    {
        yield return node.GetProperty("id").GetString()!;
        foreach (string name in (string[])["nodeType", "cluster", "namespace", "workload", "app", "version", "service"])
        {
            yield return node.TryGetProperty(name, out JsonElement value) && value.GetString() is { } text
                && (text != IstioLabels.Unknown || name == "nodeType") ? text : string.Empty;
        }

        yield return node.TryGetProperty("isWaypoint", out JsonElement waypoint) && waypoint.GetBoolean() ? "waypoint" : string.Empty;
    }

    private static string Protocol(JsonElement edge) => edge.GetProperty("traffic").GetProperty("protocol").GetString()!;

    private static string Word(NodeType type) => type switch
    {
        NodeType.Workload => "workload",
        NodeType.App => "app",
        NodeType.Service => "service",
        _ => "unknown",
    };

    private static string Sha256(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
