using System.Text;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Files;

/// <summary>What is no trace file is refused by the name of what it is, on one line, whatever its own name says.</summary>
public class RefusalTests
{
    public static TheoryData<string, string> OtherContent() => new()
    {
        { "", "is empty" },
        { " \n\t ", "nothing but blanks" },
        { "[{\"traceId\":\"1\",\"id\":\"2\",\"name\":\"get\"}]", "Zipkin JSON, which is not readable in this version" },
        { "{\"traceId\":\"1\",\"id\":\"2\",\"kind\":\"CLIENT\"}", "Zipkin JSON" },
        { "[{\"traceID\":\"1\",\"spanID\":\"2\",\"operationName\":\"x\"}]", "Jaeger's storage JSON" },
        { "{\"traceId\":\"AAA=\",\"spanId\":\"AA=\",\"operationName\":\"x\"}\n{\"traceId\":\"A\"}", "Jaeger's storage JSON" },
        { "# TYPE a counter\na_total 1 1\n# EOF\n", "OpenMetrics" },
        { "http_requests_total{code=\"200\"} 5\n", "OpenMetrics" },
        { "a,b,c\n1,2,3\n", "comma-separated values" },
        { "<!DOCTYPE html><html><body>Sign in</body></html>", "web page" },
        { "[2026-11-14T14:00:07.151Z] \"GET / HTTP/1.1\" 200\n", "log text" },
        { "2026-11-14T14:00:07.151Z hello\n", "log text" },
        { "plain words", "text that is no JSON" },
        { "{not json}", "text that is no JSON" },
        { "{\"da", "cut off" },
        { "{\"data\":[{\"traceID\":\"1\",", "cut off" },
        { "{\"resourceLogs\":[]}", "OTLP logs" },
        { "{\"resourceMetrics\":[]}", "OTLP metrics" },
        { "{\"traces\":[{\"traceID\":\"1\",\"rootServiceName\":\"a\"}],\"metrics\":{}}", "summaries of traces" },
        { "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}", "Prometheus" },
        { "{\"data\":null,\"errors\":[{\"code\":404,\"msg\":\"trace not found\"}]}", "“trace not found” and no trace" },
        { "{\"data\":[\"a\",\"b\"],\"total\":2}", "services, operations or dependencies" },
        { "{\"data\":[{\"parent\":\"a\",\"child\":\"b\",\"callCount\":1}]}", "services, operations or dependencies" },
        { "{\"timestamp\":1,\"graphType\":\"workload\",\"elements\":{}}", "Kiali's graph" },
        { "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}", "Kubernetes object" },
        { "{\"cells\":[],\"nbformat\":4}", "Jupyter notebook" },
        { "{\"schema\":\"kiali-tracing/1\",\"verb\":\"trace\",\"spans\":0}", "output of a verb" },
        { "{\"formatVersion\":1,\"captures\":[]}", "snapshot's manifest" },
        { "{\"error\":{\"grpcCode\":2}}", "error answer" },
        { "{\"one\":1,\"two\":2}", "unknown kind (objects with one, two)" },
        { "{}", "without anything in it" },
        { "[]", "without anything in it" },
        { "[1,2]", "without any object" },
    };

    [Theory]
    [MemberData(nameof(OtherContent))]
    public async Task Other_content_is_refused_by_its_name(string content, string name)
    {
        using TextFiles files = new();
        files.Write("traces.json", content);
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("traces.json"));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("traces.json holds ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    public static TheoryData<byte[], string> OtherBytes() => new()
    {
        { [0x50, 0x4B, 3, 4, 0], ".zip archive" },
        { [0x28, 0xB5, 0x2F, 0xFD, 0], "zstd-packed" },
        { [0x0A, 0x10, 0x00, 0x02, 0x12], "protobuf" },
        { [0x00, 0x01, 0x02], "binary data" },
        { [0xFF, 0xFE, 0x7B, 0x00], "UTF-16" },
        { [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], "picture" },
    };

    [Theory]
    [MemberData(nameof(OtherBytes))]
    public async Task Binary_content_is_refused_by_its_name(byte[] content, string name)
    {
        using TextFiles files = new();
        files.Write("traces.json", content);
        Assert.Contains(name, (await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("traces.json"))).Message, StringComparison.Ordinal);
        files.Write("traces.json.gz", TextFiles.Pack(content));
        Assert.Contains(name, (await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("traces.json.gz"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_file_within_a_packed_file_is_refused()
    {
        using TextFiles files = new();
        files.Write("t.gz", TextFiles.Pack(TextFiles.Pack("{\"data\":[]}"u8.ToArray())));
        Assert.Contains("unpack it once", (await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("t.gz"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_unpacks_out_of_all_proportion_is_refused()
    {
        using TextFiles files = new();
        byte[] bomb = Encoding.UTF8.GetBytes("{\"data\":[" + new string(' ', 30_000_000) + "]}");
        files.Write("bomb.gz", TextFiles.Pack(bomb));
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("bomb.gz"));
        Assert.Contains("bomb.gz is refused: it unpacks to more than", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_told_from_one_that_may_not_be_read()
    {
        using TextFiles files = new();
        SourceException missing = await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("no/such.json"));
        Assert.Contains("no/such.json does not exist", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nesting_without_end_is_refused_or_read_to_there_without_overflowing_the_stack()
    {
        using TextFiles files = new();
        files.Write("deep", string.Concat(Enumerable.Repeat("{\"result\":", 100_000)));
        await Assert.ThrowsAsync<SourceException>(() => files.OpenAsync("deep"));
        string value = string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", 300)) + string.Concat(Enumerable.Repeat("]}}", 300));
        await using OpenedSource source = await files.OpenTextAsync(
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"1\",\"spanId\":\"2\",\"startTimeUnixNano\":1,\"endTimeUnixNano\":2,\"attributes\":[{\"key\":\"k\",\"value\":" + value + "}]}]}]}]}");
        Assert.Contains(source.Warnings, warning => warning.Code == "unreadable-attribute");
        Assert.Equal(1, (await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.Count);
    }
}
