using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Graph;

/// <summary>The graph equals Kiali's own on Kiali's test vectors.</summary>
public sealed class KialiGraphTests
{
    [SharedDataTheory]
    [InlineData("test_workload_graph", GraphType.Workload, false)]
    [InlineData("test_versioned_app_graph", GraphType.VersionedApp, false)]
    [InlineData("test_mc_source_graph", GraphType.VersionedApp, true)]
    [InlineData("test_service_graph", GraphType.Service, true)]
    public void Nodes_are_the_ones_Kiali_draws(string name, GraphType type, bool injectServices)
    {
        (KialiGraphVector vector, MeshGraph graph) = Make(name, type, injectServices);

        string[] expected = [.. vector.Nodes.Select(node => string.Join(' ', Published(node))).Order(StringComparer.Ordinal)];
        string[] actual =
        [
            .. graph.Nodes.Select(node => string.Join(
                ' ', Sha256(node.Id), Word(node.NodeType), node.Cluster, node.Namespace, node.Workload, node.App, node.Version, node.Service))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(expected, actual);
    }

    [SharedDataTheory]
    [InlineData("test_workload_graph", GraphType.Workload, false)]
    [InlineData("test_versioned_app_graph", GraphType.VersionedApp, false)]
    [InlineData("test_mc_source_graph", GraphType.VersionedApp, true)]
    [InlineData("test_service_graph", GraphType.Service, true)]
    public void Edges_have_the_rates_Kiali_gives_them(string name, GraphType type, bool injectServices)
    {
        (KialiGraphVector vector, MeshGraph graph) = Make(name, type, injectServices);
        Dictionary<(string, string, string), MeshEdge> edges =
            graph.Edges.ToDictionary(edge => (Sha256(edge.Source), Sha256(edge.Target), edge.Traffic.Protocol));

        Assert.Equal(vector.Edges.Length, edges.Count);
        foreach (JsonElement expected in vector.Edges)
        {
            JsonElement traffic = expected.GetProperty("traffic");
            string protocol = traffic.GetProperty("protocol").GetString()!;
            JsonElement rates = traffic.GetProperty("rates");
            MeshEdge edge = edges[(expected.GetProperty("source").GetString()!, expected.GetProperty("target").GetString()!, protocol)];
            if (protocol == RequestProtocols.Tcp)
            {
                Assert.Equal(KialiGraphVector.Number(rates, "tcp"), edge.Traffic.BytesPerSecond!.Value, 2);
                Assert.Null(edge.Traffic.RequestsPerSecond);
                continue;
            }

            Assert.Equal(KialiGraphVector.Number(rates, protocol), edge.Traffic.RequestsPerSecond!.Value, 2);
            foreach (JsonProperty response in traffic.GetProperty("responses").EnumerateObject())
            {
                double percent = response.Value.GetProperty("flags").EnumerateObject()
                    .Sum(flags => KialiGraphVector.Number(response.Value.GetProperty("flags"), flags.Name));
                Assert.Equal(percent, edge.Traffic.ByCode[response.Name] / edge.Traffic.RequestsPerSecond!.Value * 100, 1);
            }
        }
    }

    [SharedDataFact]
    public void Client_errors_stand_apart_where_Kiali_adds_them_to_the_errors()
    {
        (KialiGraphVector vector, MeshGraph graph) = Make("test_workload_graph", GraphType.Workload, false);
        Dictionary<(string, string, string), MeshEdge> edges =
            graph.Edges.ToDictionary(edge => (Sha256(edge.Source), Sha256(edge.Target), edge.Traffic.Protocol));
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

    private static (KialiGraphVector Vector, MeshGraph Graph) Make(string name, GraphType type, bool injectServices)
    {
        KialiGraphVector vector = KialiGraphVector.Read(name);
        GraphOptions options = new() { Type = type, InjectServices = injectServices, Namespaces = ["bookinfo"] };
        return (vector, GraphAnalysis.Analyze(KialiGraphVector.Window, options, vector.Answers).Graph);
    }

    private static IEnumerable<string> Published(JsonElement node)
    {
        yield return node.GetProperty("id").GetString()!;
        foreach (string name in (string[])["nodeType", "cluster", "namespace", "workload", "app", "version", "service"])
        {
            yield return node.TryGetProperty(name, out JsonElement value) && value.GetString() is { } text
                && (text != IstioLabels.Unknown || name == "nodeType") ? text : string.Empty;
        }
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
