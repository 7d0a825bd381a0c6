using System.Security.Cryptography;
using System.Text.Json;
using Kiali.Tracing.Interactive.Hosting;
using Xunit;

namespace Kiali.Tracing.Interactive.Tests.Verbs;

/// <summary>What is saved answers as what it was saved from.</summary>
public sealed class SaveCommandTests : IDisposable
{
    private const string Window = "--from 14:20 --to 15:00";

    private readonly string _folder = Directory.CreateTempSubdirectory("kiali-tracing-save-").FullName;

    [Theory]
    [InlineData($"traces {Window} --limit 5000")]
    [InlineData($"traces --errors -n bookinfo {Window} --limit 5000")]
    [InlineData($"stats --by workload,name {Window}")]
    [InlineData($"metrics -w productpage-v1 --spans {Window} --limit 5000")]
    [InlineData($"graph {Window}")]
    [InlineData($"logs -w reviews-v3 {Window} --limit 50000")]
    [InlineData("workloads")]
    public async Task Every_verb_answers_on_a_snapshot_as_on_what_it_was_saved_from(string verb)
    {
        string saved = await SaveAsync("copy", Window);
        string line = $"{verb} --format json";
        SampleVerbs original = await SampleVerbs.RunAsync(line);
        SampleVerbs copy = await SampleVerbs.RunAsync(line, "file:" + saved);
        Assert.Equal(ExitCodes.Success, original.Outcome.ExitCode);
        Assert.Equal(ExitCodes.Success, copy.Outcome.ExitCode);
        AssertSameAnswer(original.Json, copy.Json);
    }

    [Fact]
    public async Task A_trace_and_its_comparison_are_the_same_to_the_last_digit()
    {
        string saved = await SaveAsync("copy", Window);
        SampleVerbs listed = await SampleVerbs.RunAsync($"traces --errors {Window} --format json", "file:" + saved);
        string id = listed.Json.GetProperty("traces").EnumerateArray().First().GetProperty("traceId").GetString()!;
        foreach (string line in (string[])[$"trace {id} --format json", $"heatmap {id} --format json --spans", $"logs --trace {id} --format json"])
        {
            SampleVerbs original = await SampleVerbs.RunAsync(line);
            SampleVerbs copy = await SampleVerbs.RunAsync(line, "file:" + saved);
            AssertSameAnswer(original.Json, copy.Json);
        }
    }

    [Fact]
    public async Task The_same_sources_make_the_same_bytes()
    {
        string first = await SaveAsync("a.zip", "--from 14:55 --to 15:00");
        string second = await SaveAsync("b.zip", "--from 14:55 --to 15:00");
        Assert.Equal(SHA256.HashData(await File.ReadAllBytesAsync(first)), SHA256.HashData(await File.ReadAllBytesAsync(second)));
    }

    [Fact]
    public async Task What_the_limits_left_out_is_said_and_stays_said()
    {
        string path = Path.Combine(_folder, "part");
        SampleVerbs saved = await SampleVerbs.RunAsync($"save {path} {Window} --limit 3 --log-limit 10");
        Assert.Equal(ExitCodes.Incomplete, saved.Outcome.ExitCode);
        SampleVerbs traces = await SampleVerbs.RunAsync($"traces {Window} --format json", "file:" + path);
        Assert.Equal(3, traces.Json.GetProperty("traces").GetArrayLength());
        Assert.False(traces.Json.GetProperty("complete").GetBoolean());
        Assert.Equal(ExitCodes.Incomplete, traces.Outcome.ExitCode);
    }

    [Fact]
    public async Task One_namespace_keeps_to_itself()
    {
        string saved = await SaveAsync("space", $"-n istio-system {Window}");
        SampleVerbs logs = await SampleVerbs.RunAsync($"logs {Window} --format json --origin proxy,app", "file:" + saved);
        Assert.NotEmpty(logs.Json.GetProperty("lines").EnumerateArray());
        Assert.All(logs.Json.GetProperty("lines").EnumerateArray(), line => Assert.Equal("istio-system", line.GetProperty("namespace").GetString()));
    }

    [Fact]
    public async Task A_place_that_is_taken_is_left_alone_unless_it_is_a_snapshot_and_force_is_given()
    {
        string saved = await SaveAsync("taken", "--from 14:59 --to 15:00");
        SampleVerbs again = await SampleVerbs.RunAsync($"save {saved} --from 14:58 --to 15:00");
        Assert.Equal(ExitCodes.SourceFailed, again.Outcome.ExitCode);
        Assert.Contains("--force", again.Messages, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, (await SampleVerbs.RunAsync($"save {saved} --from 14:58 --to 15:00 --force")).Outcome.ExitCode);

        string other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        await File.WriteAllTextAsync(Path.Combine(other, "precious.txt"), "keep me");
        Assert.Equal(ExitCodes.SourceFailed, (await SampleVerbs.RunAsync($"save {other} --force")).Outcome.ExitCode);
        Assert.True(File.Exists(Path.Combine(other, "precious.txt")));
        Assert.Equal(["other", "taken"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_trace_file_alone_can_be_saved_too()
    {
        string trace = Path.Combine(_folder, "trace.json");
        await File.WriteAllTextAsync(trace, """
            {"data":[{"traceID":"0102","spans":[{"traceID":"0102","spanID":"0a","operationName":"GET \u001b[31m/x","references":[],"startTime":1794654013573236,"duration":1500,
            "tags":[{"key":"bytes","type":"binary","value":"AQID"},{"key":"n","type":"int64","value":9007199254740993},{"key":"d","type":"float64","value":0.1},{"key":"error","type":"bool","value":true}],
            "logs":[{"timestamp":1794654013573300,"fields":[{"key":"event","type":"string","value":"a\nb"}]}],"processID":"p1","warnings":null}],
            "processes":{"p1":{"serviceName":"x.y","tags":[]}},"warnings":null}]}
            """);
        string saved = Path.Combine(_folder, "one");
        Assert.Equal(ExitCodes.Success, (await SampleVerbs.RunAsync($"save {saved}", "file:" + trace)).Outcome.ExitCode);
        SampleVerbs original = await SampleVerbs.RunAsync("trace 0000000000000102 --format json", "file:" + trace);
        SampleVerbs copy = await SampleVerbs.RunAsync("trace 0000000000000102 --format json", "file:" + saved);
        AssertSameAnswer(original.Json, copy.Json);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> SaveAsync(string name, string options)
    {
        string path = Path.Combine(_folder, name);
        SampleVerbs saved = await SampleVerbs.RunAsync($"save {path} {options} --limit 5000");
        Assert.Equal(ExitCodes.Success, saved.Outcome.ExitCode);
        return path;
    }

    // The window and what is similar depend on how much else was saved; the rest must not.
    private static void AssertSameAnswer(JsonElement original, JsonElement copy)
    {
        foreach (JsonProperty property in original.EnumerateObject().Where(property => property.Name is not ("window" or "similar")))
        {
            Assert.Equal(property.Value.GetRawText(), copy.GetProperty(property.Name).GetRawText());
        }
    }
}
