using Kiali.Tracing.Sources.Tests.Files;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Zipkin;

public class ZipkinFileTests
{
    private const string SharedCall = """
        [{"traceId":"0a","id":"1","name":"get /","kind":"SERVER","timestamp":1700000000000000,"duration":900,"localEndpoint":{"serviceName":"front"}},
         {"traceId":"0a","parentId":"1","id":"2","name":"get","kind":"CLIENT","timestamp":1700000000000100,"duration":700,"localEndpoint":{"serviceName":"front","ipv4":"10.0.0.1"},
          "remoteEndpoint":{"serviceName":"back","ipv4":"10.0.0.2","port":9080},"tags":{"http.path":"/x","peer.service":"told"},
          "annotations":[{"timestamp":1700000000000200,"value":"ws"}]},
         {"traceId":"0a","parentId":"1","id":"2","name":"get","kind":"SERVER","timestamp":1700000000000200,"duration":500,"localEndpoint":{"serviceName":"back","ipv6":"::1","port":9080},"shared":true,
          "tags":{"error":"timeout","otel.scope.name":"lib","otel.scope.version":"2"}},
         {"traceId":"0a","parentId":"2","id":"3","name":"select","timestamp":1700000000000300,"duration":100,"localEndpoint":{"serviceName":"back"}}]
        """;

    [Fact]
    public async Task The_halves_of_a_call_that_share_an_id_are_two_spans_and_children_follow_the_server()
    {
        Trace trace = await OnlyTraceAsync(SharedCall);
        Assert.Equal(["get /", "get", "get", "select"], trace.Spans.Select(span => span.Name));
        Assert.Equal([0, 1, 2, 3], trace.Spans.Select(trace.DepthOf));
        Assert.Equal([SpanKind.Server, SpanKind.Client, SpanKind.Server, SpanKind.Unspecified], trace.Spans.Select(span => span.Kind));
        Assert.Equal("shared-span-id", Assert.Single(trace.Warnings).Code);
    }

    [Fact]
    public async Task Endpoints_annotations_and_tags_are_what_OpenTelemetry_makes_of_them()
    {
        Trace trace = await OnlyTraceAsync(SharedCall);
        Span client = trace.Spans[1];
        Assert.Equal("front", client.ServiceName);
        Assert.Equal(
            "http.path=/x|peer.service=told|network.local.address=10.0.0.1|network.peer.address=10.0.0.2|network.peer.port=9080",
            string.Join('|', client.Attributes.Select(item => $"{item.Key}={item.Value}")));
        SpanEvent sent = Assert.Single(client.Events);
        Assert.Equal(("ws", 1_700_000_000_000_200_000), (sent.Name, sent.UnixNano));
        Span server = trace.Spans[2];
        Assert.Equal((SpanStatusCode.Error, "timeout", "lib", "2"), (server.StatusCode, server.StatusMessage, server.Scope.Name, server.Scope.Version));
        Assert.Equal("::1", server.Attributes.GetText("network.local.address"));
        Assert.Equal(1, trace.ErrorCount);
    }

    [Theory]
    [InlineData("true", SpanStatusCode.Error, "")]
    [InlineData("", SpanStatusCode.Error, "")]
    [InlineData("500", SpanStatusCode.Error, "500")]
    [InlineData("false", SpanStatusCode.Unset, "")]
    public async Task A_tag_of_error_is_a_failure_whatever_its_value_but_false(string value, SpanStatusCode status, string message)
    {
        Trace trace = await OnlyTraceAsync($$$"""[{"traceId":"1","id":"2","timestamp":1,"duration":1,"tags":{"error":"{{{value}}}"}}]""");
        Assert.Equal((status, message), (trace.Spans[0].StatusCode, trace.Spans[0].StatusMessage));
    }

    [Fact]
    public async Task Missing_times_are_counted_and_the_first_annotation_stands_for_the_start()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync("""
            [{"traceId":"1","id":"2","duration":10,"annotations":[{"timestamp":1700000000000005,"value":"b"},{"timestamp":1700000000000002,"value":"a"}]},
             {"traceId":"1","id":"3","timestamp":1700000000000000},
             {"traceId":"1","id":"4","timestamp":1700000000000000,"duration":-5},
             {"traceId":"1","id":"5","timestamp":1700000000000000,"duration":5,"kind":"OTHER"},
             {"traceId":"1","id":""}, 7, {"traceId":"1","id":"6","timestamp":9223372036854775807,"duration":9223372036854775807,"tags":{"a":{"b":1},"n":5,"t":true,"z":null}}]
            """);
        Assert.Equal(
            ["invalid-span-id 1", "missing-end 1", "missing-time 2", "negative-duration 1", "unknown-kind 1", "unreadable-attribute 1", "unreadable-span 1"],
            source.Warnings.Select(warning => $"{warning.Code} {warning.Count}").Order(StringComparer.Ordinal));
        Trace trace = Assert.Single((await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.Traces);
        Assert.Equal(1_700_000_000_000_002_000, trace.Find(new SpanId(2))!.StartUnixNano);
        Assert.Equal("n=5|t=true|z=", string.Join('|', trace.Find(new SpanId(6))!.Attributes.Select(item => $"{item.Key}={item.Value}")));
    }

    private static async Task<Trace> OnlyTraceAsync(string json)
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync(json);
        Assert.Empty(source.Warnings);
        Assert.Equal("Zipkin trace file", source.Description);
        return Assert.Single((await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.Traces);
    }
}
