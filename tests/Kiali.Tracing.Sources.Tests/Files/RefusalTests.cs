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
        { "[{\"traceID\":\"1\",\"spanID\":\"2\",\"operationName\":\"x\"}]", "Jaeger's storage JSON" },
        { "{\"traceId\":\"AAA=\",\"spanId\":\"AA=\",\"operationName\":\"x\"}\n{\"traceId\":\"A\"}", "Jaeger's storage JSON" },
        { "[{\"traceId\":\"1\",\"id\":\"2\",\"annotations\":[],\"binaryAnnotations\":[]}]", "Zipkin JSON of version 1" },
        { "a,b,c\n1,2,3\n", "comma-separated values with the columns a, b, c" },
        { "1,2,3\n4,5,6\n", "comma-separated values." },
        { "time\ta\tb\n1\t2\t3\n", "tab-separated values with the columns time, a, b" },
        { "2023-01-29T08:52:28Z,1,2\n2023-01-29T08:52:29Z,1,2\n", "comma-separated values." },
        { "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n", "a Kubernetes object in YAML" },
        { "---\na: 1\n", "YAML" },
        { "<?xml version=\"1.0\"?><a/>", "XML" },
        { "INFO started\nWARN stopping\n", "text without times" },
        { "2026-11-14T14:00:07.151Z hello\n" + string.Concat(Enumerable.Repeat("   at frame\n", 40)), "text with too few times for a log" },
        { "{\"resourceProfiles\":[]}", "OTLP profiles" },
        { "{\"scopes\":[{\"name\":\"span\",\"tags\":[]}]}", "a list of Tempo's tags" },
        { "{\"timestamp\":1,\"elements\":{\"nodes\":[{\"data\":{\"nodeType\":\"infra\"}}]}}", "Kiali's mesh page" },
        { "{\"entries\":[]}", "a Kiali server's log lines" },
        { "<html><body>x</body></html>", "web page" },
        { "<!DOCTYPE html><html><body>Sign in</body></html>", "web page" },
        { "plain words", "text without times" },
        { "{not json}", "text that is no JSON" },
        { "{\"da", "cut off" },
        { "{\"data\":[{\"traceID\":\"1\",", "cut off" },
        { "{\"resourceMetrics\":[]}", "OTLP metrics" },
        { "{\"traces\":[{\"traceID\":\"1\",\"rootServiceName\":\"a\"}],\"metrics\":{}}", "summaries of traces" },
        { "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}", "Prometheus" },
        { "{\"data\":null,\"errors\":[{\"code\":404,\"msg\":\"trace not found\"}]}", "“trace not found” and no trace" },
        { "{\"data\":[\"a\",\"b\"],\"total\":2}", "services, operations or dependencies" },
        { "{\"data\":[{\"parent\":\"a\",\"child\":\"b\",\"callCount\":1}]}", "services, operations or dependencies" },
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
        { [0x50, 0x4B, 5, 6, 0], ".zip archive that is empty" },
        { [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "7z archive" },
        { [0x04, 0x22, 0x4D, 0x18, 0x64], "lz4-packed" },
        { [.. Enumerable.Repeat((byte)0, 257), .. "ustar"u8, 0], "tar archive" },
        { [0xFF, 0xD8, 0xFF, 0xE0], "picture" },
        { [.. "%PDF-1.7\n"u8, 0], "a PDF" },
        { [.. "PAR1"u8, 0x15, 0], "Parquet" },
        { [.. "SQLite format 3"u8, 0], "SQLite" },
        { [0x7F, 0x45, 0x4C, 0x46, 2], "a program" },
        { [0x28, 0xB5, 0x2F, 0xFD, 0], "zstd-packed" },
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
