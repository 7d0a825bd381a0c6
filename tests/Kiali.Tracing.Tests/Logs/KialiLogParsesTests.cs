using System.Text.Json;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Logs;

/// <summary>Kiali's own parses of log lines, from its tests. What differs on purpose has a test of its own.</summary>
public sealed class KialiLogParsesTests
{
    // Kiali's names of access log fields, and Istio's.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["bytes_received"] = "bytes_received",
        ["bytes_sent"] = "bytes_sent",
        ["duration"] = "duration",
        ["upstream_cluster"] = "upstream_cluster",
        ["upstream_service"] = "upstream_host",
        ["downstream_local"] = "downstream_local_address",
        ["uri_path"] = "path",
        ["requested_server"] = "requested_server_name",
    };

    private static readonly Dictionary<string, string> ZtunnelNames = new()
    {
        ["bytes_received"] = "bytes_recv",
        ["bytes_sent"] = "bytes_sent",
        ["duration"] = "duration",
        ["upstream_cluster"] = "src.identity",
        ["requested_server"] = "dst.service",
    };

    [SharedDataFact]
    public void Single_lines_have_Kialis_time_severity_and_access_fields()
    {
        foreach (JsonElement item in Cases().Where(item => item.TryGetProperty("line", out _)))
        {
            JsonElement expected = item.GetProperty("expected");
            string kind = item.GetProperty("kind").GetString()!;
            LogLine line = Read(item.GetProperty("line").GetString()!, kind);
            if (expected.TryGetProperty("timestampUnixMs", out JsonElement time))
            {
                Assert.Equal(time.GetInt64(), UnixTime.FloorToUnixMillis(line.UnixNano));
            }

            if (expected.TryGetProperty("severity", out JsonElement severity))
            {
                Assert.Equal(severity.GetString(), Json.LogWords.Of(line.Severity));
            }

            if (kind is "app" or "waypoint")
            {
                Assert.Equal(expected.GetProperty("message").GetString(), line.Message);
            }

            if (expected.TryGetProperty("accessLog", out JsonElement access))
            {
                Dictionary<string, string> names = kind == "ztunnel" ? ZtunnelNames : Names;
                Assert.Equal(
                    access.ValueKind == JsonValueKind.Null ? [] : access.EnumerateObject().Select(field => (field.Name, ValueOf(field.Value.GetString()!))),
                    access.ValueKind == JsonValueKind.Null
                        ? line.AccessLog is null ? [] : [("an access line", null)]
                        : access.EnumerateObject().Select(field => (field.Name, line.AccessLog![names[field.Name]])));
            }
        }
    }

    [SharedDataFact]
    public void Every_line_of_Kialis_recorded_waypoint_is_an_access_line_at_its_requests_start()
    {
        string[] lines = File.ReadAllLines(SharedData.PathTo("logs/kiali-waypoint.log"));
        Assert.All(lines.Where(line => line.Length > 0), text =>
        {
            LogLine line = Read(text, "waypoint");
            Assert.NotNull(line.AccessLog?.RequestId);
            Assert.Equal(TrafficDirection.Inbound, line.AccessLog.Direction);
            Assert.NotEqual(line.LoggedAtUnixNano, line.UnixNano);
        });
    }

    [SharedDataFact]
    public void Every_access_line_of_Kialis_recorded_ztunnel_is_read()
    {
        JsonElement stream = Cases().Single(item => item.GetProperty("kind").GetString() == "ztunnel-stream");
        string[] lines = [.. stream.GetProperty("lines").EnumerateArray().Select(line => line.GetString()!).Where(line => line.Contains("\taccess\t", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        Assert.All(lines, text =>
        {
            LogLine line = Read(text, "ztunnel");
            Assert.Equal(LogOrigin.Ztunnel, line.Origin);
            Assert.NotNull(line.AccessLog?.Direction);
            Assert.NotNull(line.DurationMs);
        });
    }

    [Fact]
    public void Where_Kiali_finds_a_severity_inside_a_word_there_is_none()
        => Assert.Equal(LogSeverity.Info, Read("2018-01-02T03:34:28+00:00 traceparent=00-x GET /errors/warnings", "app").Severity);

    [Fact]
    public void An_access_line_in_JSON_which_Kiali_shows_as_text_is_read()
        => Assert.Equal(7, Read("""2018-01-02T03:34:28+00:00 {"start_time":"2018-01-02T03:34:20Z","response_code":200,"duration":7}""", "proxy").DurationMs);

    [Fact]
    public void When_the_limit_bites_Kialis_oldest_lines_go_and_the_newest_stay()
    {
        RawLogLine[] lines = [.. Enumerable.Range(0, 4).Select(hour => Raw($"2018-01-02T0{hour + 3}:34:28+00:00 #{hour + 1}", "app"))];
        Assert.Equal(["#3", "#4"], Merge(lines, new LogsOptions { Limit = 2 }).Lines.Select(line => line.Message));
    }

    // A field without a value is left out.
    private static string? ValueOf(string kiali) => kiali.Trim() is "-" ? null : kiali.Trim();

    private static IEnumerable<JsonElement> Cases()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo("kiali/log-parses.json")));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private static LogLine Read(string line, string kind) => Merge([Raw(line, kind)], new LogsOptions()).Lines.Single();

    private static LogsResult Merge(RawLogLine[] lines, LogsOptions options) => LogsAnalysis.Compute(
        Answer.Whole<System.Collections.Immutable.ImmutableArray<RawLogLine>>([.. lines]),
        Answer.Whole(System.Collections.Immutable.ImmutableArray<Trace>.Empty),
        new AnalysisWindow(new TimeRange(0, long.MaxValue), long.MaxValue, false),
        options);

    // The runtime's time stands before the line; a ztunnel's lines in this file have their own only.
    private static RawLogLine Raw(string text, string kind)
    {
        string line = text.TrimEnd('\n');
        int space = line.IndexOf(kind == "ztunnel" ? '\t' : ' ');
        Assert.True(UnixTime.TryParseRfc3339(line.AsSpan(0, space), out long time));
        ContainerRole role = kind switch
        {
            "proxy" => ContainerRole.Proxy,
            "waypoint" => ContainerRole.Waypoint,
            "ztunnel" => ContainerRole.Ztunnel,
            _ => ContainerRole.App,
        };
        return new RawLogLine(time, new WorkloadRef(null, "bookinfo", "w"), "w-1", "c", role, kind == "ztunnel" ? line : line[(space + 1)..]);
    }
}
