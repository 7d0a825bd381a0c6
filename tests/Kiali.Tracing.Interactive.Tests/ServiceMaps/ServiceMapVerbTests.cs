using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Running;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Tests.Running;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.ServiceMaps;

/// <summary>Spans whose services do not tell their workloads, with and without a service map, through the verbs.</summary>
public sealed class ServiceMapVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kiali-tracing-mapped-verbs").FullName;
    private readonly string _source;
    private readonly string _map;

    public ServiceMapVerbTests()
    {
        string spans = string.Join(',', Span(1, null, "Checkout", "server", 0, 90), Span(2, 1, "Checkout", "client", 10, 60), Span(3, 2, "Payment", "server", 20, 40));
        string trace = Path.Combine(_folder, "trace.json");
        File.WriteAllText(trace, $$$"""
            {"data":[{"traceID":"00000000000000aa","processes":{"Checkout":{"serviceName":"Checkout","tags":[]},"Payment":{"serviceName":"Payment","tags":[]}},"spans":[{{{spans}}}]}]}
            """);
        _source = "file:" + trace;
        _map = Path.Combine(_folder, "services.yaml");
        File.WriteAllText(_map, """
            services:
              - { service: Checkout, namespace: shop, workload: checkout-v1 }
              - { service: Payment, namespace: bank, workload: payment-v2, cluster: east }
            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("traces -w payment-v2", "traces", 1)]
    [InlineData("traces -n bank", "traces", 1)]
    [InlineData("stats --by workload", "groups", 2)]
    [InlineData("workloads", "workloads", 2)]
    [InlineData("graph --trace aa", "nodes", 2)]
    public async Task A_service_map_names_the_workloads_of_what_a_verb_looks_at(string line, string list, int count)
    {
        await using VerbBench bench = new(HostKind.Shell, _source);
        line = line.Replace(" aa", " 00000000000000aa", StringComparison.Ordinal);
        JsonElement mapped = await JsonAsync(bench, $"{line} --service-map {_map} --format json");
        Assert.Equal(count, mapped.GetProperty(list).EnumerateArray().Count(item => !item.TryGetProperty("nodeType", out JsonElement type) || type.GetString() == "workload"));
        Assert.DoesNotContain(mapped.GetProperty("warnings").EnumerateArray(), warning => warning.GetProperty("code").GetString() == "unmapped-span");
        VerbOutcome without = await bench.RunAsync($"{line} --format json");
        string shown = string.Join('\n', bench.Output.Shown.Select(output => output.PlainText));
        Assert.True(without.ExitCode == ExitCodes.NotFound || !shown.Contains("payment-v2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spans_carry_the_mapped_workload_in_every_projection()
    {
        await using VerbBench bench = new(HostKind.Notebook, _source);
        JsonElement json = await JsonAsync(bench, $"trace 00000000000000aa --service-map {_map} --format json");
        Assert.Equal(
            [(null, "shop", "checkout-v1"), (null, "shop", "checkout-v1"), ("east", "bank", "payment-v2")],
            json.GetProperty("spans").EnumerateArray().Select(span => (Text(span, "cluster"), Text(span, "namespace"), Text(span, "workload"))));
    }

    [Fact]
    public async Task Use_keeps_the_service_map_until_it_is_cleared()
    {
        await using VerbBench bench = new(HostKind.Notebook, _source);
        VerbOutcome used = await bench.RunAsync($"use --service-map {_map}");
        Assert.Equal(ExitCodes.Success, used.ExitCode);
        Assert.Contains($"2 services mapped by {_map}", bench.Output.Shown[0].PlainText, StringComparison.Ordinal);
        await bench.RunAsync("use -n bank");
        Assert.Equal(2, (await JsonAsync(bench, "stats --by workload --format json")).GetProperty("groups").GetArrayLength());
        await bench.RunAsync("use --clear");
        JsonElement plain = await JsonAsync(bench, "stats --by workload --format json");
        Assert.Equal("unmapped-span", plain.GetProperty("warnings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_default_service_map_is_used_once_from_the_first_verb_on()
    {
        int asked = 0;
        await using KialiSession session = new(SourceRegistry.OpenAsync, TimeProvider.System);
        VerbRunner runner = new(VerbTable.Create(), session, HostKind.Notebook, () => [new ConnectionRequest(_source)], () =>
        {
            asked++;
            return _map;
        });
        CollectedOutput output = new();
        await runner.RunAsync("help", output, CancellationToken.None);
        Assert.Equal(0, asked);
        await runner.RunAsync("traces -w payment-v2", output, CancellationToken.None);
        Assert.Equal(_map, session.Focus.ServiceMap?.Path);
        await runner.RunAsync("use --clear", output, CancellationToken.None);
        await runner.RunAsync("traces", output, CancellationToken.None);
        Assert.Null(session.Focus.ServiceMap);
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_service_map_that_cannot_be_read_ends_the_verb_as_a_wrong_option_does()
    {
        await using VerbBench bench = new(HostKind.Shell, _source);
        File.WriteAllText(_map, "services:\n  - { service: a }");
        VerbOutcome outcome = await bench.RunAsync($"traces --service-map {_map}");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("services.yaml, line 2: a service lacks its namespace.", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonAsync(VerbBench bench, string line)
    {
        VerbOutcome outcome = await bench.RunAsync(line);
        Assert.True(outcome.ExitCode == ExitCodes.Success, outcome.Error);
        using JsonDocument document = JsonDocument.Parse(Assert.Single(bench.Output.Shown).PlainText);
        return document.RootElement.Clone();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Span(int id, int? parent, string service, string kind, int startMs, int durationMs)
    {
        string references = parent is null ? "[]" : $$"""[{"refType":"CHILD_OF","traceID":"00000000000000aa","spanID":"{{Id(parent.Value)}}"}]""";
        return $$"""
            {"traceID":"00000000000000aa","spanID":"{{Id(id)}}","operationName":"work","references":{{references}},"startTime":{{1_700_000_000_000_000 + (startMs * 1000)}},"duration":{{durationMs * 1000}},"tags":[{"key":"span.kind","type":"string","value":"{{kind}}"}],"logs":[],"processID":"{{service}}"}
            """;
    }

    private static string Id(int id) => id.ToString("x16", CultureInfo.InvariantCulture);
}
