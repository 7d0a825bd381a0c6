using System.Text.Json;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

/// <summary>The verb <c>graph</c> where a source has a ready graph and none has metrics.</summary>
public sealed class ReadyGraphTests : IDisposable
{
    // A Kiali server's answer about the sample's namespace, cut down by hand.
    private const string Graph = """
        {"timestamp":1794668400,"duration":1800,"graphType":"workload","elements":{"nodes":[
          {"data":{"id":"gw","nodeType":"workload","cluster":"Kubernetes","namespace":"istio-system","workload":"istio-ingressgateway","app":"istio-ingressgateway","traffic":[{"protocol":"http","rates":{"httpOut":"5.00"}}]}},
          {"data":{"id":"pp-s","nodeType":"service","cluster":"Kubernetes","namespace":"bookinfo","service":"productpage","traffic":[{"protocol":"http","rates":{"httpIn":"5.00"}}]}},
          {"data":{"id":"pp","nodeType":"workload","cluster":"Kubernetes","namespace":"bookinfo","workload":"productpage-v1","app":"productpage","version":"v1","traffic":[{"protocol":"http","rates":{"httpIn":"5.00","httpOut":"2.00"}}]}},
          {"data":{"id":"d-s","nodeType":"service","cluster":"Kubernetes","namespace":"bookinfo","service":"details","traffic":[{"protocol":"http","rates":{"httpIn":"2.00"}}]}},
          {"data":{"id":"d","nodeType":"workload","cluster":"Kubernetes","namespace":"bookinfo","workload":"details-v1","app":"details","version":"v1","traffic":[{"protocol":"http","rates":{"httpIn":"2.00"}}]}}
        ],"edges":[
          {"data":{"id":"1","source":"gw","target":"pp-s","traffic":{"protocol":"http","rates":{"http":"5.00"},"responses":{"200":{"flags":{"-":"80.0"},"hosts":{}},"500":{"flags":{"-":"20.0"},"hosts":{}}}}}},
          {"data":{"id":"2","source":"pp-s","target":"pp","traffic":{"protocol":"http","rates":{"http":"5.00"},"responses":{"200":{"flags":{"-":"100.0"},"hosts":{}}}}}},
          {"data":{"id":"3","source":"pp","target":"d-s","traffic":{"protocol":"http","rates":{"http":"2.00"},"responses":{"200":{"flags":{"-":"100.0"},"hosts":{}}}}}},
          {"data":{"id":"4","source":"d-s","target":"d","traffic":{"protocol":"http","rates":{"http":"2.00"},"responses":{"200":{"flags":{"-":"100.0"},"hosts":{}}}}}}
        ]}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiali-tracing-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_ready_graph_is_shown_with_its_own_rates_and_window_and_it_is_said_whose_it_is()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("graph --format json", Source());
        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        Assert.Equal(["details>details-v1 2", "istio-ingressgateway>productpage 5", "productpage-v1>details 2", "productpage>productpage-v1 5"], Edges(run.Json));
        Assert.Equal("2026-11-14T14:30:00.000000000Z", run.Json.GetProperty("window").GetProperty("from").GetString());
        JsonElement whose = run.Json.GetProperty("warnings")[0];
        Assert.Equal("ready-graph", whose.GetProperty("code").GetString());
        Assert.Contains("made by Kiali", whose.GetProperty("message").GetString(), StringComparison.Ordinal);
        SampleVerbs text = await SampleVerbs.RunAsync("graph", Source());
        Assert.Contains("made by Kiali", text.Text, StringComparison.Ordinal);
        Assert.Contains($"Worst: istio-ingressgateway → productpage, {NumberText.WithUnit(NumberText.Percent(20), "%")} errors", text.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_of_another_source_is_laid_over_it()
    {
        JsonElement traces = (await SampleVerbs.RunAsync("traces --from 14:40 --limit 1 --format json")).Json;
        string id = traces.GetProperty("traces")[0].GetProperty("traceId").GetString()!;
        SampleVerbs run = await SampleVerbs.RunAsync($"graph --format json --trace {id}", Source(), "file:" + SampleIncident.Traces);
        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        JsonElement[] edges = [.. run.Json.GetProperty("edges").EnumerateArray()];
        Assert.All(edges.Where(edge => edge.GetProperty("source").GetString() == "gw"), edge => Assert.True(edge.GetProperty("inTrace").GetBoolean()));
        Assert.Contains(edges, edge => edge.GetProperty("onlyInTrace").GetBoolean());
        Assert.Empty(run.Json.GetProperty("unplacedSpanIds").EnumerateArray());
    }

    [Fact]
    public async Task Metrics_make_a_graph_of_their_own_and_the_ready_one_is_left_alone()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("graph --format json", Source(), SampleIncident.Uri);
        Assert.DoesNotContain(run.Json.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("code").GetString() == "ready-graph");
        Assert.True(run.Json.GetProperty("edges").GetArrayLength() > 4);
    }

    [Fact]
    public async Task It_is_narrowed_to_a_namespace_a_workload_or_a_service_with_callers_and_callees()
    {
        Assert.Equal(["details>details-v1 2", "productpage-v1>details 2"], Edges((await SampleVerbs.RunAsync("graph -w details-v1 --format json", Source())).Json));
        Assert.Equal(
            ["details>details-v1 2", "istio-ingressgateway>productpage 5", "productpage-v1>details 2", "productpage>productpage-v1 5"],
            Edges((await SampleVerbs.RunAsync("graph -w productpage-v1 -n bookinfo --format json", Source())).Json));
        Assert.Equal(["istio-ingressgateway>productpage 5", "productpage>productpage-v1 5"], Edges((await SampleVerbs.RunAsync("graph -s productpage --format json", Source())).Json));
        Assert.Equal(["istio-ingressgateway>productpage 5", "productpage>productpage-v1 5"], Edges((await SampleVerbs.RunAsync("graph -n istio-system --format json", Source())).Json));
    }

    [Fact]
    public async Task Another_window_makes_it_incomplete()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("graph --from 2026-11-14T14:45:00Z --to 2026-11-14T15:00:00Z --format json", Source());
        Assert.Equal(ExitCodes.Incomplete, run.Outcome.ExitCode);
        Assert.Contains(run.Json.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("code").GetString() == "other-window");
    }

    [Theory]
    [InlineData("graph --type app", "type workload")]
    [InlineData("graph --grpc total", "--grpc cannot be applied")]
    [InlineData("graph --no-services", "--no-services cannot be applied")]
    public async Task What_cannot_be_had_of_a_ready_graph_is_a_usage_error(string line, string says)
    {
        SampleVerbs run = await SampleVerbs.RunAsync(line, Source());
        Assert.Equal(ExitCodes.Usage, run.Outcome.ExitCode);
        Assert.Contains(says, run.Messages, StringComparison.Ordinal);
    }

    private string Source()
    {
        string path = Path.Combine(_folder.FullName, "graph.json");
        File.WriteAllText(path, Graph);
        return "file:" + path;
    }

    private static string[] Edges(JsonElement graph)
    {
        Dictionary<string, JsonElement> nodes = graph.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("id").GetString()!);
        return [.. graph.GetProperty("edges").EnumerateArray()
            .Select(edge => $"{Name(edge, "source")}>{Name(edge, "target")} {edge.GetProperty("traffic").GetProperty("requestsPerSecond").GetDouble()}").Order(StringComparer.Ordinal)];

        string Name(JsonElement edge, string end)
        {
            JsonElement node = nodes[edge.GetProperty(end).GetString()!];
            return (node.GetProperty("nodeType").GetString() == "service" ? node.GetProperty("service") : node.GetProperty("workload")).GetString()!;
        }
    }
}
