using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

public sealed class TraceCommandsTests
{
    private const string Incident = "--from 2026-11-14T14:30:00Z --to 2026-11-14T15:00:00Z";

    [Fact]
    public async Task Traces_of_a_workload_that_failed_all_passed_it_and_all_failed()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"traces -w reviews-v3 --errors {Incident} --limit 500 --format json");
        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        JsonElement[] traces = [.. run.Json.GetProperty("traces").EnumerateArray()];
        Assert.NotEmpty(traces);
        Assert.All(traces, trace => Assert.True(trace.GetProperty("errorCount").GetInt32() > 0));
        Assert.All(traces, trace => Assert.Contains("reviews.bookinfo", trace.GetProperty("services").EnumerateArray().Select(service => service.GetString())));
    }

    [Fact]
    public async Task A_limit_that_leaves_traces_out_is_said_and_makes_the_answer_incomplete()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("traces --limit 10");
        Assert.Equal(ExitCodes.Incomplete, run.Outcome.ExitCode);
        Assert.Contains("The 10 newest traces cover only", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_is_found_by_the_first_digits_of_its_id_and_shown_against_metrics()
    {
        string id = await FailedTraceAsync();
        SampleVerbs run = await SampleVerbs.RunAsync($"trace {id[..8]}");
        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        Assert.Contains(id, run.Text, StringComparison.Ordinal);
        Assert.Contains("Against metrics · istio-ingressgateway outbound", run.Text, StringComparison.Ordinal);
        Assert.Contains("of the critical path is in ratings-v1", run.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_failed_trace_the_spans_on_the_critical_path_take_the_roots_duration_together()
    {
        JsonElement trace = (await SampleVerbs.RunAsync($"trace {await FailedTraceAsync()} --format json")).Json;
        JsonElement[] spans = [.. trace.GetProperty("spans").EnumerateArray()];
        Assert.Equal(trace.GetProperty("spanCount").GetInt32(), spans.Length);
        double onPath = spans.Where(span => span.GetProperty("onCriticalPath").GetBoolean()).Sum(span => span.GetProperty("selfTimeMs").GetDouble());
        Assert.InRange(onPath, spans[0].GetProperty("durationMs").GetDouble() * 0.99, double.PositiveInfinity);
        Assert.Equal(Enumerable.Range(0, 4), spans.Take(4).Select(span => span.GetProperty("depth").GetInt32()));
    }

    [Fact]
    public async Task Statistics_of_the_incident_find_the_self_time_in_the_workload_that_was_made_slow()
    {
        JsonElement stats = (await SampleVerbs.RunAsync($"stats {Incident} --format json")).Json;
        Assert.Equal("workload", stats.GetProperty("by")[0].GetString());
        Assert.Equal("ratings-v1", stats.GetProperty("groups")[0].GetProperty("keys")[0].GetString());
    }

    [Theory]
    [InlineData("trace ffffffff", ExitCodes.NotFound, "No trace ffffffff")]
    [InlineData("trace hello", ExitCodes.Usage, "is no trace id")]
    [InlineData("traces --trace ffffffff", ExitCodes.NotFound, "No trace ffffffff among the")]
    [InlineData("traces -w review-v3", ExitCodes.NotFound, "reviews-v3")]
    [InlineData("stats --by a,b,c", ExitCodes.Usage, "--by takes at most 2 keys")]
    [InlineData("traces --from 10:00 --to 09:00", ExitCodes.Usage, "The window is empty")]
    public async Task What_cannot_be_answered_is_one_line_and_an_exit_code(string line, int exitCode, string message)
    {
        SampleVerbs run = await SampleVerbs.RunAsync(line);
        Assert.Equal(exitCode, run.Outcome.ExitCode);
        Assert.Contains(message, run.Messages, StringComparison.Ordinal);
        Assert.Empty(run.Text);
    }

    private static async Task<string> FailedTraceAsync()
    {
        JsonElement traces = (await SampleVerbs.RunAsync($"traces --errors {Incident} --limit 1 --format json")).Json;
        return traces.GetProperty("traces")[0].GetProperty("traceId").GetString()!;
    }
}
