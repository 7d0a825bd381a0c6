using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

public sealed class LogsCommandTests
{
    private const string FailedTrace = "8361f45";

    [Fact]
    public async Task A_traces_lines_are_those_of_all_its_pods_with_the_access_line_of_each_proxy_span()
    {
        SampleVerbs run = await SampleVerbs.RunAsync($"logs --trace {FailedTrace} --format json");
        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        JsonElement[] lines = [.. run.Json.GetProperty("lines").EnumerateArray()];
        string[] proxySpans = [.. Proxies((await SampleVerbs.RunAsync($"trace {FailedTrace} --format json")).Json).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(proxySpans);
        Assert.Equal(
            proxySpans,
            lines.Where(line => Text(line, "join") == "request-id").Select(line => Text(line, "spanId")!).Order(StringComparer.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.GetProperty("time").GetDateTimeOffset(), From(run, "from"), From(run, "to")));
        Assert.Equal(["app", "proxy", "span"], lines.Select(line => Text(line, "origin")!).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains($"trace {FailedTrace} ± 1\u00a0s", (await SampleVerbs.RunAsync($"logs --trace {FailedTrace}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_are_those_of_the_workload_asked_for_and_lines_are_joined_to_their_traces()
    {
        JsonElement[] lines =
            [.. (await SampleVerbs.RunAsync("logs -w reviews-v3 --spans --from 14:40 --to 14:42 --format json")).Json.GetProperty("lines").EnumerateArray()];
        Assert.All(lines, line => Assert.Equal("reviews-v3", Text(line, "workload")));
        Assert.Contains(lines, line => Text(line, "origin") == "app" && Text(line, "join") == "trace-id");
        Assert.Contains(lines, line => Text(line, "origin") == "proxy" && Text(line, "join") == "request-id");
        Assert.Contains(lines, line => Text(line, "origin") == "span" && line.GetProperty("durationMs").GetDouble() > 0);
    }

    [Fact]
    public async Task Filters_keep_what_was_asked_for_and_say_how_much_they_hid()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("logs -w reviews-v3 --from 14:40 --to 14:42 --severity error --origin app --hide 504");
        Assert.Contains("hidden by what was asked for", run.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        JsonElement[] lines =
        [
            .. (await SampleVerbs.RunAsync("logs -w reviews-v3 --from 14:40 --to 14:42 --severity error --origin app --show Timeout --format json")).Json
                .GetProperty("lines").EnumerateArray(),
        ];
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(("app", "ERROR"), (Text(line, "origin"), Text(line, "severity"))));
    }

    [Fact]
    public async Task A_limit_keeps_the_newest_lines_and_makes_the_answer_incomplete()
    {
        SampleVerbs run = await SampleVerbs.RunAsync("logs -w reviews-v3 --since 10m --limit 20 --format json");
        Assert.Equal(ExitCodes.Incomplete, run.Outcome.ExitCode);
        Assert.False(run.Json.GetProperty("complete").GetBoolean());
        JsonElement[] lines = [.. run.Json.GetProperty("lines").EnumerateArray()];
        Assert.Equal(20, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.GetProperty("loggedAt").GetDateTimeOffset(), From(run, "to").AddSeconds(-30), From(run, "to")));
    }

    [Theory]
    [InlineData("logs --trace ffffffff", ExitCodes.NotFound, "No trace ffffffff")]
    [InlineData("logs -w review-v3", ExitCodes.NotFound, "reviews-v3")]
    [InlineData("logs --show (", ExitCodes.Usage, "--show takes a regular expression")]
    [InlineData("logs --severity loud", ExitCodes.Usage, "fatal")]
    [InlineData("logs --origin app,prx", ExitCodes.Usage, "not \"prx\"")]
    public async Task What_cannot_be_answered_is_one_line_and_an_exit_code(string line, int exitCode, string message)
    {
        SampleVerbs run = await SampleVerbs.RunAsync(line);
        Assert.Equal(exitCode, run.Outcome.ExitCode);
        Assert.Contains(message, run.Messages, StringComparison.Ordinal);
        Assert.Empty(run.Text);
    }

    [Fact]
    public async Task A_window_without_lines_is_no_failure_and_says_what_to_try()
    {
        SampleVerbs run = await SampleVerbs.RunAsync(@"logs -w reviews-v3 --since 1m --show (a)\1\1\1");
        Assert.Equal(ExitCodes.Success, run.Outcome.ExitCode);
        Assert.Contains("No log lines in this window", run.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Proxies(JsonElement trace) => trace.GetProperty("spans").EnumerateArray()
        .Where(span => span.GetProperty("attributes").TryGetProperty("component", out JsonElement component) && component.GetString() == "proxy")
        .Select(span => Text(span, "spanId")!);

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static DateTimeOffset From(SampleVerbs run, string end) => run.Json.GetProperty("window").GetProperty(end).GetDateTimeOffset();
}
