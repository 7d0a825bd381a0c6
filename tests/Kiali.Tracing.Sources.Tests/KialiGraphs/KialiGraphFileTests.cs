using System.Globalization;
using System.Text.Json;
using CsCheck;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.KialiGraphs;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.KialiGraphs;

public class KialiGraphFileTests
{
    [Fact]
    public async Task Nodes_edges_rates_and_health_are_those_of_the_file_and_boxes_are_none()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync(SmallGraph.Json);
        MeshGraph graph = (await source.Graphs!.GetGraphAsync(new MeshGraphQuery(), CancellationToken.None)).Value;
        Assert.Equal("Kiali graph file", source.Description);
        Assert.Equal(TimeRange.Between(DateTimeOffset.FromUnixTimeSeconds(1_763_128_200), DateTimeOffset.FromUnixTimeSeconds(1_763_128_800)), source.RecordedRange);
        Assert.Equal(["cart cart-v1 Failing", "db db-v1 Unknown", "gw istio-ingressgateway Failing", "svc cart Failing"], graph.Nodes.Select(node => $"{node.Id} {node.Name} {node.Health}"));
        Assert.Equal([false, true, false, false], graph.Nodes.Select(node => node.IsWaypoint));
        Assert.Null(graph.Nodes[2].Version);
        Assert.Equal(
            ["cart>db grpc  4  ", "cart>db tcp   300 ", "gw>svc http 10   10", "svc>cart http 10   10"],
            graph.Edges.Select(edge => string.Create(
                CultureInfo.InvariantCulture,
                $"{edge.Source}>{edge.Target} {edge.Traffic.Protocol} {edge.Traffic.RequestsPerSecond} {edge.Traffic.MessagesPerSecond} {edge.Traffic.BytesPerSecond} {edge.Traffic.ErrorPercent}")));
        MeshEdge answered = graph.Edges[3];
        Assert.Equal((125, 100, HealthStatus.Degraded), (answered.ResponseTimes.P95, answered.MtlsPercent, answered.Health));
        Assert.Equal([("200", 9.0), ("503", 1.0)], answered.Traffic.ByCode.Select(code => (code.Key, Math.Round(code.Value, 9))));
        Assert.Equal(HealthStatus.Failing, graph.Edges[2].Health);
        Assert.Equal(("response-time-kind", 1), (Assert.Single(source.Warnings).Code, source.Warnings[0].Count));
    }

    [Fact]
    public async Task A_node_has_what_comes_in_and_a_root_what_goes_out()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync(SmallGraph.Json);
        MeshGraph graph = (await source.Graphs!.GetGraphAsync(new MeshGraphQuery(), CancellationToken.None)).Value;
        Assert.Equal(
            ["cart http 10  ", "db grpc  4 ", "db tcp   300", "gw http 10  ", "svc http 10  "],
            graph.Nodes.SelectMany(node => node.Traffic.Select(traffic => string.Create(
                CultureInfo.InvariantCulture, $"{node.Id} {traffic.Protocol} {traffic.RequestsPerSecond} {traffic.MessagesPerSecond} {traffic.BytesPerSecond}"))));
        Assert.All(graph.Nodes.SelectMany(node => node.Traffic).Where(traffic => traffic.RequestsPerSecond is not null), traffic => Assert.Equal(10, traffic.ErrorPercent!.Value, 9));
    }

    [Fact]
    public async Task Another_window_is_answered_with_the_graph_there_is_and_said()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync(SmallGraph.Json);
        Assert.True((await source.Graphs!.GetGraphAsync(new MeshGraphQuery { Window = source.RecordedRange }, CancellationToken.None)).Complete);
        Answer<MeshGraph> other = await source.Graphs.GetGraphAsync(new MeshGraphQuery { Window = new TimeRange(0, 5) }, CancellationToken.None);
        Assert.False(other.Complete);
        Assert.Contains(other.Warnings, warning => warning.Code == "other-window" && warning.Message.Contains("2025-11-14T14:00:00", StringComparison.Ordinal));
        Assert.Equal(4, other.Value.Edges.Length);
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_counted_and_what_is_no_graph_is_refused()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync("""
            {"graphType":"app","elements":{"nodes":[{"data":{"id":"a","nodeType":"app","app":"a","namespace":"n"}},{"data":{"id":"a","nodeType":"app"}},{"data":{}},{"data":{"id":"odd","nodeType":"comet"}}],
              "edges":[{"data":{"source":"a","target":"gone","traffic":{"protocol":"http","rates":{"http":"1"}}}},{"data":{"source":"a","target":"a"}},{"data":{"source":"a","target":"odd","traffic":{"protocol":"http","rates":{"http":"much"}}}}]}}
            """);
        Answer<MeshGraph> answer = await source.Graphs!.GetGraphAsync(new MeshGraphQuery(), CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.Equal(["unknown-node-type 1", "unreadable-edge 2", "unreadable-node 2"], answer.Warnings.Select(warning => $"{warning.Code} {warning.Count}").Order(StringComparer.Ordinal));
        Assert.Equal((2, 1), (answer.Value.Nodes.Length, answer.Value.Edges.Length));
        Assert.Null(source.RecordedRange);
        SourceException cut = await Assert.ThrowsAsync<SourceException>(() => files.OpenTextAsync(SmallGraph.Json[..^40]));
        Assert.Contains("is no whole graph of Kiali's", cut.Message, StringComparison.Ordinal);
        SourceException odd = await Assert.ThrowsAsync<SourceException>(() => files.OpenTextAsync("""{"graphType":"moon","elements":{}}"""));
        Assert.Contains("graph type is moon", odd.Message, StringComparison.Ordinal);
    }

    [SharedDataTheory]
    [InlineData("test_ambient_graph")]
    [InlineData("test_app_node_graph")]
    [InlineData("test_mc_source_graph")]
    [InlineData("test_rates_none_graph")]
    [InlineData("test_rates_sent_graph")]
    [InlineData("test_service_graph")]
    [InlineData("test_versioned_app_graph")]
    [InlineData("test_workload_graph")]
    public async Task Real_graphs_have_the_nodes_edges_and_rates_that_are_in_them(string name)
    {
        string path = SharedData.PathTo($"kiali/{name}.expected.json");
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllBytesAsync(path));
        JsonElement elements = document.RootElement.GetProperty("elements");
        JsonElement[] nodes = [.. elements.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("data")).Where(node => node.GetProperty("nodeType").GetString() != "box")];
        JsonElement[] edges = [.. elements.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("data"))];
        await using OpenedSource source = await SourceRegistry.OpenAsync("file:" + path, new SourceOpenOptions(), CancellationToken.None);
        MeshGraph graph = (await source.Graphs!.GetGraphAsync(new MeshGraphQuery(), CancellationToken.None)).Value;

        Assert.Empty(source.Warnings);
        Assert.Equal(nodes.Select(node => node.GetProperty("id").GetString()).Order(StringComparer.Ordinal), graph.Nodes.Select(node => node.Id));
        Assert.Equal(
            edges.Select(edge => $"{edge.GetProperty("source")} {edge.GetProperty("target")} {edge.GetProperty("traffic").GetProperty("protocol")}").Order(StringComparer.Ordinal),
            graph.Edges.Select(edge => $"{edge.Source} {edge.Target} {edge.Traffic.Protocol}").Order(StringComparer.Ordinal));
        foreach (JsonElement edge in edges)
        {
            JsonElement traffic = edge.GetProperty("traffic");
            string protocol = traffic.GetProperty("protocol").GetString()!;
            EdgeTraffic read = graph.Edges.Single(item => item.Source == edge.GetProperty("source").GetString() && item.Target == edge.GetProperty("target").GetString() && item.Traffic.Protocol == protocol).Traffic;
            Assert.Equal(Number(traffic, protocol), read.RequestsPerSecond ?? read.MessagesPerSecond ?? read.BytesPerSecond);
            double percent = Number(traffic, protocol + "PercentErr") ?? 0;
            Assert.Equal(percent, (read.ErrorPercent ?? 0) + (read.ClientErrorPercent ?? 0), 0.1);
        }

        foreach (MeshNode node in graph.Nodes)
        {
            JsonElement data = nodes.Single(item => item.GetProperty("id").GetString() == node.Id);
            Assert.Equal(Text(data, "workload"), node.Workload);
            Assert.Equal(Text(data, "service"), node.Service);
            Assert.Equal(Text(data, "namespace"), node.Namespace);
        }
    }

    [Fact]
    public void A_damaged_graph_is_read_or_refused_and_never_fails_otherwise()
        => Gen.Select(Gen.Int[0, SmallGraph.Json.Length - 1], Gen.Byte, Gen.Int[0, SmallGraph.Json.Length], Gen.Bool).Sample(
            (place, value, length, cuts) =>
            {
                byte[] bytes = System.Text.Encoding.UTF8.GetBytes(SmallGraph.Json);
                bytes[place] = value;
                using FileContent content = FileContent.Open(new MemoryStream(cuts ? bytes[..length] : bytes), "graph.json", UnpackLimits.Default);
                try
                {
                    MeshGraph graph = KialiGraphFile.Read(content, "graph.json", new ReadTally("graph.json"));
                    Assert.InRange(graph.Edges.Length, 0, 4);
                }
                catch (SourceException refusal)
                {
                    Assert.DoesNotContain('\n', refusal.Message);
                }
            },
            iter: PropertyCases.AtLeast(1000));

    private static string? Text(JsonElement data, string name)
        => data.TryGetProperty(name, out JsonElement value) && value.GetString() is { Length: > 0 } text && text != "unknown" ? text : null;

    private static double? Number(JsonElement traffic, string name)
        => traffic.GetProperty("rates").TryGetProperty(name, out JsonElement value) ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : null;
}
