using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

public class GraphCommandTests
{
    private const string Incident = "--from 2026-11-14T14:30:00Z --to 2026-11-14T15:00:00Z";

    [Fact]
    public async Task The_graph_of_the_sample_has_every_call_of_its_scenario_and_no_other()
    {
        JsonElement graph = (await SampleVerbs.RunAsync($"graph {Incident} --format json")).Json;

        Assert.Equal(
            [
                "details>details-v1", "istio-ingressgateway>productpage", "productpage-v1>details", "productpage-v1>reviews", "productpage>productpage-v1",
                "ratings>ratings-v1", "reviews-v2>ratings", "reviews-v3>ratings", "reviews>reviews-v1", "reviews>reviews-v2", "reviews>reviews-v3",
            ],
            Edges(graph).Keys.Order(StringComparer.Ordinal));
        Assert.All(Edges(graph).Values, edge => Assert.Equal(100, edge.GetProperty("mtlsPercent").GetDouble()));
    }

    [Fact]
    public async Task What_goes_into_a_service_comes_out_of_it()
    {
        Dictionary<string, JsonElement> edges = Edges((await SampleVerbs.RunAsync($"graph {Incident} --format json")).Json);

        foreach (string service in (string[])["productpage", "details", "reviews", "ratings"])
        {
            double into = edges.Where(edge => edge.Key.EndsWith(">" + service, StringComparison.Ordinal)).Sum(edge => Rate(edge.Value));
            double outOf = edges.Where(edge => edge.Key.StartsWith(service + ">", StringComparison.Ordinal)).Sum(edge => Rate(edge.Value));
            Assert.Equal(into, outOf, 9);
        }
    }

    [Fact]
    public async Task The_incident_fails_where_it_was_planted_and_upstream_of_it_alone()
    {
        JsonElement before = (await SampleVerbs.RunAsync("graph --from 2026-11-14T13:00:00Z --to 2026-11-14T14:20:00Z --format json")).Json;
        JsonElement during = (await SampleVerbs.RunAsync($"graph {Incident} --format json")).Json;

        Assert.All(before.GetProperty("nodes").EnumerateArray(), node => Assert.Equal("healthy", node.GetProperty("health").GetString()));
        Assert.Equal(
            ["istio-ingressgateway", "productpage-v1", "ratings-v1", "reviews-v3"],
            during.GetProperty("nodes").EnumerateArray()
                .Where(node => node.GetProperty("health").GetString() == "failing" && node.GetProperty("nodeType").GetString() == "workload")
                .Select(Name).Order(StringComparer.Ordinal));
        double slow = Edges(during)["ratings>ratings-v1"].GetProperty("responseTimeMs").GetProperty("p95").GetDouble();
        double usual = Edges(before)["ratings>ratings-v1"].GetProperty("responseTimeMs").GetProperty("p95").GetDouble();
        Assert.True(slow > 20 * usual, $"{slow} against {usual}");
    }

    /// <summary>reviews-v3 tries twice: twice its own rate goes on to ratings, and not four times, as both proxies' codes added would give.</summary>
    [Fact]
    public async Task A_timeout_with_one_retry_doubles_the_rate_and_no_more()
    {
        Dictionary<string, JsonElement> edges = Edges((await SampleVerbs.RunAsync($"graph {Incident} --format json")).Json);

        Assert.InRange(Rate(edges["reviews-v3>ratings"]) / Rate(edges["reviews>reviews-v3"]), 1.95, 2.05);
    }

    [Fact]
    public async Task Every_span_of_a_sampled_trace_has_its_place_on_the_graph()
    {
        JsonElement traces = (await SampleVerbs.RunAsync($"graph {Incident} --format json --trace {await SomeTraceAsync()}")).Json;

        Assert.Empty(traces.GetProperty("unplacedSpanIds").EnumerateArray());
        Assert.DoesNotContain(traces.GetProperty("nodes").EnumerateArray(), node => node.GetProperty("onlyInTrace").GetBoolean());
        Assert.DoesNotContain(traces.GetProperty("edges").EnumerateArray(), edge => edge.GetProperty("onlyInTrace").GetBoolean());
        Assert.True(Edges(traces)["istio-ingressgateway>productpage"].GetProperty("inTrace").GetBoolean());
    }

    [Fact]
    public async Task A_source_without_metrics_draws_the_trace_alone_and_says_so()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"graph --format json --trace {await SomeTraceAsync()}", "file:" + SampleIncident.Traces);

        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        Assert.All(run.Json.GetProperty("edges").EnumerateArray(), edge => Assert.True(edge.GetProperty("onlyInTrace").GetBoolean()));
        Assert.Equal("no-metrics", run.Json.GetProperty("warnings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_trace_of_another_time_than_the_rates_is_told()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"graph --from 2026-11-14T11:30:00Z --to 2026-11-14T11:40:00Z --trace {await SomeTraceAsync()} --format json");

        Assert.Equal("trace-outside-window", run.Json.GetProperty("warnings")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("graph --trace ffffffffffffffffffffffffffffffff", ExitCodes.NotFound, "No trace")]
    [InlineData("graph -n bokinfo", ExitCodes.NotFound, "bookinfo")]
    [InlineData("graph --type worklod", ExitCodes.Usage, "workload")]
    [InlineData("graph --grpc message", ExitCodes.Usage, "requests")]
    [InlineData("graph --tcp requests", ExitCodes.Usage, "sent")]
    [InlineData("graph --ambient all", ExitCodes.Usage, "ztunnel")]
    [InlineData("graph -w ratings-v1 -s ratings", ExitCodes.Usage, "one thing")]
    [InlineData("graph -w ratings-v2", ExitCodes.NotFound, "ratings-v1")]
    public async Task Bad_input_is_one_clear_line_and_the_right_exit_code(string line, int exitCode, string says)
    {
        SampleVerbs run = await SampleVerbs.RunAsync(line);

        Assert.Equal(exitCode, run.Outcome.ExitCode);
        Assert.Contains(says, run.Messages, StringComparison.Ordinal);
        Assert.Empty(run.Text);
    }

    [Fact]
    public async Task An_empty_window_is_well_and_says_so()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("graph --from 2026-11-14T14:00:00Z --to 2026-11-14T14:00:01Z");

        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        Assert.Contains("No traffic in the window.", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workloads_graph_is_its_part_of_the_whole()
    {
        Dictionary<string, JsonElement> whole = Edges((await SampleVerbs.RunAsync($"graph {Incident} --format json")).Json);
        Dictionary<string, JsonElement> part = Edges((await SampleVerbs.RunAsync($"graph {Incident} -w reviews-v3 --format json")).Json);
        Dictionary<string, JsonElement> service = Edges((await SampleVerbs.RunAsync($"graph {Incident} -s ratings --format json")).Json);
        Dictionary<string, JsonElement> app = Edges((await SampleVerbs.RunAsync($"graph {Incident} -a ratings --format json")).Json);

        Assert.Equal(
            ["productpage-v1>reviews", "ratings>ratings-v1", "reviews-v3>ratings", "reviews>reviews-v3"], part.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Rate(whole["reviews>reviews-v3"]), Rate(part["reviews>reviews-v3"]), 6);
        Assert.Equal(["ratings>ratings-v1", "reviews-v2>ratings", "reviews-v3>ratings"], service.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(service.Keys.Order(StringComparer.Ordinal), app.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Rate(whole["ratings>ratings-v1"]), Rate(service["ratings>ratings-v1"]), 6);
    }

    [Fact]
    public async Task A_namespaces_graph_has_the_rates_of_the_whole()
    {
        Dictionary<string, JsonElement> whole = Edges((await SampleVerbs.RunAsync($"graph {Incident} --format json")).Json);
        Dictionary<string, JsonElement> bookinfo = Edges((await SampleVerbs.RunAsync($"graph {Incident} -n bookinfo --cluster Kubernetes --format json")).Json);

        Assert.Equal(whole.Keys.Order(StringComparer.Ordinal), bookinfo.Keys.Order(StringComparer.Ordinal));
        Assert.All(whole, edge => Assert.Equal(Rate(edge.Value), Rate(bookinfo[edge.Key]), 9));
    }

    [Fact]
    public async Task What_is_not_measured_is_not_drawn()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"graph {Incident} --http none --format json");

        Assert.Empty(run.Json.GetProperty("edges").EnumerateArray());
    }

    private static async Task<string> SomeTraceAsync()
    {
        await using Stream file = File.OpenRead(SampleIncident.Traces);
        await using System.IO.Compression.GZipStream unpacked = new(file, System.IO.Compression.CompressionMode.Decompress);
        using StreamReader reader = new(unpacked);
        string last = string.Empty;
        while (await reader.ReadLineAsync() is { } line)
        {
            last = line.Length > 0 ? line : last;
        }

        using JsonDocument document = JsonDocument.Parse(last);
        return document.RootElement.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans")[0].GetProperty("traceId").GetString()!;
    }

    private static Dictionary<string, JsonElement> Edges(JsonElement graph)
    {
        Dictionary<string, string> names = graph.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("id").GetString()!, Name);
        return graph.GetProperty("edges").EnumerateArray()
            .ToDictionary(edge => $"{names[edge.GetProperty("source").GetString()!]}>{names[edge.GetProperty("target").GetString()!]}");
    }

    private static string Name(JsonElement node) => node.GetProperty("workload").GetString() ?? node.GetProperty("service").GetString()!;

    private static double Rate(JsonElement edge) => edge.GetProperty("traffic").GetProperty("requestsPerSecond").GetDouble();
}
