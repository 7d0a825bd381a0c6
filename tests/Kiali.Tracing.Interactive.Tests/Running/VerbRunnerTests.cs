using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Kiali.Tracing.Interactive.Running;
using Kiali.Tracing.TestKit;
using Microsoft.Data.Analysis;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Running;

public class VerbRunnerTests
{
    private const string IncidentTrace = "e445da47227715057892568c6dc972ef";

    public static TheoryData<string> Verbs => new(
        "status",
        "workloads",
        "traces -w productpage-v1 --from 14:20 --to 14:45 --limit 1000",
        "trace e445da4",
        "heatmap e445da4 --baseline 13:30..14:30",
        "metrics -w ratings-v1 --from 14:00 --to 15:00 --spans --limit 1000",
        "graph --trace e445da4 --from 14:30 --to 15:00",
        "logs --trace e445da4",
        "stats --by workload --from 14:30 --to 15:00");

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_answers_on_the_sample_in_json_that_says_what_it_is(string line)
    {
        await using VerbBench bench = new(HostKind.Shell, SampleIncident.Uri);
        VerbOutcome outcome = await bench.RunAsync(line + " --format json");
        Assert.True(outcome.ExitCode == ExitCodes.Success, outcome.Error);
        using JsonDocument document = JsonDocument.Parse(Assert.Single(bench.Output.Shown).PlainText);
        Assert.Equal("kiali-tracing/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal(line.Split(' ')[0], document.RootElement.GetProperty("verb").GetString());
        Assert.True(document.RootElement.GetProperty("complete").GetBoolean());
        Assert.Equal(JsonValueKind.Array, document.RootElement.GetProperty("warnings").ValueKind);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_shows_text_and_html_in_a_notebook_and_leaves_its_frame_behind(string line)
    {
        await using VerbBench bench = new(HostKind.Notebook, SampleIncident.Uri);
        VerbOutcome outcome = await bench.RunAsync(line);
        Assert.True(outcome.ExitCode == ExitCodes.Success, outcome.Error);
        RenderedOutput shown = Assert.Single(bench.Output.Shown);
        Assert.NotEmpty(shown.PlainText);
        Assert.InRange(shown.Html!.Length, 100, 300_000);
        string verb = line.Split(' ')[0];
        if (verb != "status")
        {
            Assert.True(Assert.IsType<DataFrame>(outcome.Variables[verb]).Rows.Count > 0);
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task The_same_line_gives_the_same_bytes(string line)
    {
        string[] shown = new string[2];
        for (int turn = 0; turn < 2; turn++)
        {
            await using VerbBench bench = new(HostKind.Notebook, SampleIncident.Uri);
            await bench.RunAsync(line);
            shown[turn] = bench.Output.Shown[0].PlainText + bench.Output.Shown[0].Html;
        }

        Assert.Equal(shown[0], shown[1]);
    }

    [Fact]
    public async Task The_frame_takes_the_name_it_is_given()
    {
        await using VerbBench bench = new(HostKind.Notebook, SampleIncident.Uri);
        VerbOutcome outcome = await bench.RunAsync("stats --name before");
        Assert.Equal(["before"], outcome.Variables.Keys);
        outcome = await bench.RunAsync("stats --name class");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
    }

    [Fact]
    public async Task A_status_says_who_does_not_answer_and_that_others_do()
    {
        await using VerbBench alone = new(HostKind.Shell, "prometheus+http://localhost:1");
        Assert.Equal(ExitCodes.SourceFailed, (await alone.RunAsync("status --format json")).ExitCode);
        await using VerbBench beside = new(HostKind.Shell, SampleIncident.Uri, "prometheus+http://localhost:1");
        Assert.Equal(ExitCodes.Incomplete, (await beside.RunAsync("status")).ExitCode);
    }

    [Theory]
    [InlineData("trace ffffffffffffffff", ExitCodes.NotFound, "No trace ffffffffffffffff in")]
    [InlineData("trace zebra", ExitCodes.Usage, "is no trace id")]
    [InlineData("heatmap e445da4 -w nobody", ExitCodes.NotFound, "No workload nobody.")]
    [InlineData("heatmap e445da4 -w reviews-v1", ExitCodes.NotFound, "has no span of reviews-v1.bookinfo")]
    [InlineData("traces -w revews-v3 -n bookinfo", ExitCodes.NotFound, "Did you mean reviews-v3?")]
    [InlineData("traces -n bokinfo", ExitCodes.NotFound, "Did you mean bookinfo?")]
    [InlineData("traces --from 15:00 --to 14:00", ExitCodes.Usage, "The window is empty")]
    [InlineData("tracs", ExitCodes.Usage, "Did you mean")]
    [InlineData("heatmap", ExitCodes.Usage, "heatmap takes ID")]
    [InlineData("status --source file:/nowhere/at/all", ExitCodes.SourceFailed, "does not exist")]
    [InlineData("graph --source prometheus+http://localhost:1", ExitCodes.SourceFailed, "prometheus+http")]
    [InlineData("status --source gopher://x", ExitCodes.Usage, "gopher")]
    public async Task What_cannot_be_done_is_one_clear_line_with_its_exit_code(string line, int exitCode, string part)
    {
        await using VerbBench bench = new(HostKind.Shell, SampleIncident.Uri);
        VerbOutcome outcome = await bench.RunAsync(line);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Empty(bench.Output.Shown);
        string message = Assert.Single(bench.Output.Messages).PlainText;
        Assert.StartsWith("error: ", message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message.Trim());
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("traces --from 2020-01-01T00:00:00Z --to 2020-01-01T01:00:00Z")]
    [InlineData("stats --from 2020-01-01T00:00:00Z --to 2020-01-01T01:00:00Z")]
    public async Task An_empty_window_is_an_answer_that_says_so(string line)
    {
        await using VerbBench bench = new(HostKind.Shell, SampleIncident.Uri);
        VerbOutcome outcome = await bench.RunAsync(line);
        Assert.Contains(outcome.ExitCode, new[] { ExitCodes.Success, ExitCodes.Incomplete });
        Assert.Contains("no ", Assert.Single(bench.Output.Shown).PlainText, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_truncated_file_loses_no_complete_span_and_is_said_to_be_incomplete()
    {
        const string Span = """{"traceID":"0000000000000001","spanID":"000000000000000N","operationName":"a","references":[],"startTime":1000000,"duration":10,"tags":[],"logs":[],"processID":"p1"}""";
        string document = "{\"data\":[{\"traceID\":\"0000000000000001\",\"processes\":{\"p1\":{\"serviceName\":\"s\",\"tags\":[]}},\"spans\":["
            + Span.Replace('N', '1') + "," + Span.Replace('N', '2') + "," + Span[..40];
        string file = Path.Combine(Path.GetTempPath(), $"kiali-tracing-{Environment.ProcessId}-truncated.json");
        await File.WriteAllTextAsync(file, document);
        try
        {
            await using VerbBench bench = new(HostKind.Shell, "file:" + file);
            VerbOutcome outcome = await bench.RunAsync("trace 0000000000000001 --format json");
            Assert.Equal(ExitCodes.Incomplete, outcome.ExitCode);
            using JsonDocument json = JsonDocument.Parse(Assert.Single(bench.Output.Shown).PlainText);
            Assert.False(json.RootElement.GetProperty("complete").GetBoolean());
            Assert.Equal(2, json.RootElement.GetProperty("spans").GetArrayLength());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_interrupt_ends_a_verb_with_its_own_exit_code()
    {
        await using VerbBench bench = new(HostKind.Shell, SampleIncident.Uri);
        VerbOutcome outcome = await bench.RunAsync("traces", new CancellationToken(canceled: true));
        Assert.Equal(ExitCodes.Interrupted, outcome.ExitCode);
    }

    [Fact]
    public async Task The_focus_narrows_what_follows_until_it_is_cleared()
    {
        await using VerbBench bench = new(HostKind.Notebook);
        await bench.RunAsync($"connect {SampleIncident.Uri}");
        await bench.RunAsync("use -w reviews-v1 --from 14:30 --to 15:00");
        VerbOutcome narrowed = await bench.RunAsync("traces --limit 5000");
        await bench.RunAsync("use --clear");
        VerbOutcome all = await bench.RunAsync("traces --limit 5000");
        long few = ((DataFrame)narrowed.Variables["traces"]).Rows.Count;
        Assert.InRange(few, 1, ((DataFrame)all.Variables["traces"]).Rows.Count - 1);
    }

    [Fact]
    public async Task Verbs_options_and_workloads_are_completed()
    {
        await using VerbBench bench = new(HostKind.Notebook, SampleIncident.Uri);
        await bench.RunAsync($"connect {SampleIncident.Uri}");
        VerbRunner runner = bench.Runner;
        Assert.Contains((await runner.CompleteAsync("hea", 3, default)).Items, item => item.Text == "heatmap");
        Assert.Contains((await runner.CompleteAsync("traces --name", 13, default)).Items, item => item.Text == "--namespace");
        Assert.Contains((await runner.CompleteAsync("traces -w rev", 13, default)).Items, item => item.Text == "reviews-v2");
        Assert.Contains("--baseline", runner.Describe("heatmap x", 3)!.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_is_found_by_its_first_digits_by_its_whole_id_and_by_a_pasted_address()
    {
        await using VerbBench bench = new(HostKind.Shell, SampleIncident.Uri);
        foreach (string text in new[] { "e445da4", IncidentTrace, IncidentTrace.ToUpperInvariant(), $"http://jaeger/trace/{IncidentTrace}" })
        {
            VerbOutcome outcome = await bench.RunAsync($"trace {text} --format json");
            Assert.Equal(ExitCodes.Success, outcome.ExitCode);
            using JsonDocument json = JsonDocument.Parse(bench.Output.Shown[0].PlainText);
            Assert.Equal(IncidentTrace, json.RootElement.GetProperty("traceId").GetString());
        }
    }
}
