using System.Text.Json;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

public class WorkloadsCommandTests
{
    [Fact]
    public async Task Workloads_are_those_of_the_scenario_with_their_pods()
    {
        JsonElement workloads = (await SampleVerbs.RunAsync("workloads --format json")).Json.GetProperty("workloads");

        Assert.Equal(
            SampleIncident.Scenario.Workloads.Select(workload => $"{workload.Namespace}/{workload.Name} {workload.App} {workload.Version} {workload.Pods.Length}").Order(StringComparer.Ordinal),
            workloads.EnumerateArray().Select(workload => string.Join(
                ' ',
                $"{Text(workload, "namespace")}/{Text(workload, "workload")}", Text(workload, "app"), Text(workload, "version"), workload.GetProperty("pods").GetArrayLength()))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_namespace_is_listed_alone()
    {
        JsonElement workloads = (await SampleVerbs.RunAsync("workloads -n istio-system --format json")).Json.GetProperty("workloads");

        Assert.Equal("istio-ingressgateway", Text(Assert.Single(workloads.EnumerateArray()), "workload"));
    }

    [Fact]
    public async Task Without_a_catalogue_they_are_gathered_from_spans()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("workloads --format json", "file:" + SampleIncident.Traces);

        Assert.Equal(
            SampleIncident.Scenario.Workloads.Select(workload => workload.Name).Order(StringComparer.Ordinal),
            run.Json.GetProperty("workloads").EnumerateArray().Select(workload => Text(workload, "workload")).Order(StringComparer.Ordinal));
        Assert.Contains("Gathered from spans", (await SampleVerbs.RunAsync("workloads", "file:" + SampleIncident.Traces)).Text, StringComparison.Ordinal);
    }

    private static string Text(JsonElement workload, string name) => workload.GetProperty(name).GetString()!;
}
