using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.LogFiles;

public class LogTextFileTests
{
    private const string AccessLine =
        "[2026-11-14T14:00:07.151Z] \"GET /reviews/0 HTTP/1.1\" 200 - via_upstream - \"-\" 0 379 24 24 \"-\" \"curl\" \"e7d5b6ce-5f7f-9731-8471-ca5bcd650a72\" \"reviews:9080\" \"10.0.0.2:9080\" inbound|9080|| 127.0.0.6:1 10.0.0.2:9080 10.0.0.1:2 - default";

    private static readonly LogQuery Everything = new() { Window = new TimeRange(0, long.MaxValue) };

    [Fact]
    public async Task Lines_of_kubectl_have_the_runtimes_time_and_lose_it_from_their_text()
    {
        ImmutableArray<RawLogLine> lines = await ReadAsync("x.log", "2026-11-14T14:00:07.151000001Z hello\n2026-11-14T14:00:08Z \n2026-11-14T14:00:09.5Z   indented");
        Assert.Equal(["hello", "", "  indented"], lines.Select(line => line.Body));
        Assert.Equal(["2026-11-14T14:00:07.151000001Z", "2026-11-14T14:00:08.000000000Z", "2026-11-14T14:00:09.500000000Z"], lines.Select(line => UnixTime.ToRfc3339(line.UnixNano)));
        Assert.All(lines, line => Assert.Equal((string.Empty, string.Empty, ContainerRole.App), (line.Pod, line.Container, line.Role)));
    }

    [Fact]
    public async Task Lines_without_a_time_stand_at_the_one_before_and_are_counted()
    {
        using TextFiles files = new();
        files.Write("x.log", "starting\n2026-11-14T14:00:07Z boom\n\tat a\n\tat b\n2026-11-14T14:00:09Z after\n");
        await using OpenedSource source = await files.OpenAsync("x.log");
        ImmutableArray<RawLogLine> lines = (await source.Logs!.FindLinesAsync(Everything, CancellationToken.None)).Value;
        Assert.Equal(["starting", "boom", "\tat a", "\tat b", "after"], lines.Select(line => line.Body));
        Assert.Equal([7, 7, 7, 7, 9], lines.Select(line => UnixTime.ToDateTimeOffset(line.UnixNano).Second));
        Assert.Equal(3, Assert.Single(source.Warnings, warning => warning.Code == "line-without-time").Count);
        Assert.Equal(TimeRange.Between(new(2026, 11, 14, 14, 0, 7, TimeSpan.Zero), new(2026, 11, 14, 14, 0, 9, 1, TimeSpan.Zero)), source.RecordedRange);
    }

    [Fact]
    public async Task The_lines_that_a_runtime_cut_are_put_together_stream_by_stream()
    {
        ImmutableArray<RawLogLine> cri = await ReadAsync("cri.log", """
            2026-11-14T14:00:01.1Z stdout P one 
            2026-11-14T14:00:01.2Z stderr F other
            2026-11-14T14:00:01.3Z stdout P two 
            2026-11-14T14:00:01.4Z stdout F three
            2026-11-14T14:00:01.5Z stdout F
            2026-11-14T14:00:01.6Z stdout F stdout F of its own

            """);
        Assert.Equal(["one two three", "other", "", "stdout F of its own"], cri.Select(line => line.Body));
        ImmutableArray<RawLogLine> docker = await ReadAsync("docker.log", """
            {"log":"one ","stream":"stdout","time":"2026-11-14T14:00:01.1Z"}
            {"log":"other\n","stream":"stderr","time":"2026-11-14T14:00:01.2Z"}
            {"log":"two \u00fc \"x\"\r\n","stream":"stdout","time":"2026-11-14T14:00:01.3Z"}
            {"log":"cut off","stream":"stdout","time":"2026-11-14T14:00:01.4Z"}
            """);
        Assert.Equal(["one two ü \"x\"", "other", "cut off"], docker.Select(line => line.Body));
    }

    [Fact]
    public async Task Access_lines_keep_their_text_and_make_the_file_a_proxys()
    {
        RawLogLine line = Assert.Single(await ReadAsync("access.log", AccessLine + "\n"));
        Assert.Equal((AccessLine, ContainerRole.Proxy, "2026-11-14T14:00:07.151000000Z"), (line.Body, line.Role, UnixTime.ToRfc3339(line.UnixNano)));
        RawLogLine stamped = Assert.Single(await ReadAsync("access.log", "2026-11-14T14:00:08Z " + AccessLine));
        Assert.Equal((AccessLine, ContainerRole.Proxy, 8), (stamped.Body, stamped.Role, UnixTime.ToDateTimeOffset(stamped.UnixNano).Second));
        RawLogLine waypoint = Assert.Single(await ReadAsync("access.log", "2026-11-14T14:00:08Z " + AccessLine.Replace("inbound|9080||", "inbound-vip|9080|http|reviews.bookinfo.svc.cluster.local", StringComparison.Ordinal)));
        Assert.Equal(ContainerRole.Waypoint, waypoint.Role);
        RawLogLine ztunnel = Assert.Single(await ReadAsync(
            "z.log", "2026-11-14T14:00:08.5Z\tinfo\taccess\tconnection complete\tsrc.addr=10.0.0.1:1 dst.addr=10.0.0.2:2 direction=\"inbound\" duration=\"3ms\"\n"));
        Assert.Equal((ContainerRole.Ztunnel, "2026-11-14T14:00:08.5Z"), (ztunnel.Role, ztunnel.Body.Split('\t')[0]));
    }

    [Theory]
    [InlineData("{\"ts\":1763128808.5,\"level\":\"info\",\"msg\":\"x\"}")]
    [InlineData("{\"time\":\"2025-11-14T14:00:08.5Z\",\"severity\":\"ERROR\"}")]
    [InlineData("{\"start_time\":\"2025-11-14T14:00:08.5Z\",\"response_code\":200}")]
    [InlineData("{\"timestamp\":1763128808500,\"message\":\"x\"}")]
    [InlineData("{\"timestamp\":1763128808500000000,\"message\":\"x\"}")]
    [InlineData("{\"@timestamp\":\"2025-11-14T15:00:08.5+01:00\",\"message\":\"x\"}")]
    [InlineData("2025-11-14 14:00:08,500 INFO x")]
    [InlineData("[2025-11-14T14:00:08.5Z] started")]
    public async Task Lines_with_a_time_of_their_own_keep_their_text(string line)
    {
        RawLogLine read = Assert.Single(await ReadAsync("app.log", line));
        Assert.Equal((line, "2025-11-14T14:00:08.500000000Z"), (read.Body, UnixTime.ToRfc3339(read.UnixNano)));
    }

    [Fact]
    public async Task Times_without_an_offset_are_taken_as_UTC_and_counted()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync("2025-11-14 14:00:08,500 INFO x\n2025-11-14 14:00:09,500 INFO y\n");
        Assert.Equal(2, Assert.Single(source.Warnings, warning => warning.Code == "time-without-offset").Count);
        Assert.Single(source.Warnings, warning => warning.Code == "unknown-pod");
    }

    [Theory]
    [InlineData("bookinfo_reviews-v3-6f76498fc8-58wpn_reviews.log", "bookinfo", "reviews-v3", "reviews", ContainerRole.App)]
    [InlineData("reviews-v3-6f76498fc8-58wpn_bookinfo_istio-proxy-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.log", "bookinfo", "reviews-v3", "istio-proxy", ContainerRole.Proxy)]
    [InlineData("bookinfo_reviews-v3-6f76498fc8-58wpn_2f7e4f3a-7d2a-4d8e-9a3b-0123456789ab/reviews/0.log", "bookinfo", "reviews-v3", "reviews", ContainerRole.App)]
    [InlineData("bookinfo_reviews-v3-6f76498fc8-58wpn_2f7e4f3a-7d2a-4d8e-9a3b-0123456789ab/istio-proxy/1.log.20261114-140000.gz", "bookinfo", "reviews-v3", "istio-proxy", ContainerRole.Proxy)]
    [InlineData("reviews.log", "", "", "", ContainerRole.App)]
    public async Task A_file_that_is_named_as_Kubernetes_names_logs_says_whose_it_is(string name, string inNamespace, string workload, string container, ContainerRole role)
    {
        using TextFiles files = new();
        Directory.CreateDirectory(Path.Combine(files.Folder, Path.GetDirectoryName(name)!));
        byte[] text = "2026-11-14T14:00:08Z x\n"u8.ToArray();
        files.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? TextFiles.Pack(text) : text);
        await using OpenedSource source = await files.OpenAsync(name);
        RawLogLine line = Assert.Single((await source.Logs!.FindLinesAsync(Everything, CancellationToken.None)).Value);
        Assert.Equal((inNamespace, workload, container, role), (line.Workload.Namespace, line.Workload.Name, line.Container, line.Role));
        Assert.Equal(workload.Length == 0, source.Warnings.Any(warning => warning.Code == "unknown-pod"));
    }

    [Fact]
    public async Task A_packed_log_that_is_cut_keeps_its_lines_before_the_cut_and_one_that_is_too_long_is_counted()
    {
        using TextFiles files = new();
        Seeded dice = new(7);
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(index => $"{UnixTime.ToRfc3339(1_700_000_000_000_000_000 + (index * 1_000_000L))} {dice.Next(1_000_000)}\n"));
        byte[] packed = TextFiles.Pack(System.Text.Encoding.UTF8.GetBytes(text));
        files.Write("cut.log.gz", packed[..(packed.Length / 2)]);
        await using OpenedSource cut = await files.OpenAsync("cut.log.gz");
        Answer<ImmutableArray<RawLogLine>> lines = await cut.Logs!.FindLinesAsync(Everything, CancellationToken.None);
        Assert.False(lines.Complete);
        Assert.InRange(lines.Value.Length, 5_000, 15_000);
        Assert.Contains(lines.Warnings, warning => warning.Code == "truncated");

        await using OpenedSource large = await files.OpenTextAsync("2026-11-14T14:00:08Z a\n" + new string('x', 3 << 20) + "\n2026-11-14T14:00:09Z b\n");
        Assert.Equal(1, Assert.Single(large.Warnings, warning => warning.Code == "long-line").Count);
        Assert.Equal(["a", "b"], (await large.Logs!.FindLinesAsync(Everything, CancellationToken.None)).Value.Select(line => line.Body));
    }

    [SharedDataFact]
    public async Task A_real_waypoints_log_is_read_whole()
    {
        string path = SharedData.PathTo("logs/kiali-waypoint.log");
        await using OpenedSource source = await SourceRegistry.OpenAsync("file:" + path, new SourceOpenOptions(), CancellationToken.None);
        ImmutableArray<RawLogLine> lines = (await source.Logs!.FindLinesAsync(Everything, CancellationToken.None)).Value;
        string[] expected = [.. File.ReadLines(path).Where(line => line.Length > 0)];
        Assert.Equal(expected.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal), lines.Select(line => line.Body).Order(StringComparer.Ordinal));
        Assert.All(lines, line => Assert.Equal(ContainerRole.Waypoint, line.Role));
        Assert.Contains(lines, line => AccessLog.Parse(line.Body) is { ResponseCode: 200 });
    }

    private static async Task<ImmutableArray<RawLogLine>> ReadAsync(string name, string text)
    {
        using TextFiles files = new();
        files.Write(name, text);
        await using OpenedSource source = await files.OpenAsync(name);
        Assert.Equal("log file", source.Description);
        return (await source.Logs!.FindLinesAsync(Everything, CancellationToken.None)).Value;
    }
}
