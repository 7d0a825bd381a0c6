using System.Text;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Files;

public class TraceFileTests
{
    private const string OneJaegerTrace = """
        {"data":[{"traceID":"ab","processes":{"p1":{"serviceName":"front","tags":[{"key":"hostname","type":"string","value":"front-1"}]}},"spans":[
          {"traceID":"ab","spanID":"1","operationName":"root","startTime":1000000,"duration":100,"processID":"p1","references":[],
           "tags":[{"key":"span.kind","type":"string","value":"server"},{"key":"big","type":"int64","value":"9223372036854775807"}]},
          {"traceID":"ab","spanID":"2","operationName":"waits","startTime":1000010,"duration":20,"processID":"p1","references":[{"refType":"CHILD_OF","traceID":"ab","spanID":"1"}]},
          {"traceID":"ab","spanID":"3","operationName":"follows","startTime":1000050,"duration":40,"processID":"p1","references":[{"refType":"FOLLOWS_FROM","traceID":"ab","spanID":"1"}]},
          {"traceID":"ab","spanID":"4","operationName":"both","startTime":1000060,"duration":10,"processID":"p1","references":[{"refType":"FOLLOWS_FROM","traceID":"ab","spanID":"2"},{"refType":"CHILD_OF","traceID":"ab","spanID":"1"},{"refType":"CHILD_OF","traceID":"cd","spanID":"9"}]}]}]}
        """;

    [Fact]
    public async Task A_span_that_only_follows_stands_under_the_one_it_follows_but_takes_none_of_its_time()
    {
        Trace trace = await OnlyTraceAsync(OneJaegerTrace);
        Span root = trace.Root!;
        Assert.Equal(["root", "waits", "follows", "both"], trace.Spans.Select(span => span.Name));
        Assert.Equal([0, 1, 1, 1], trace.Spans.Select(trace.DepthOf));
        Assert.Equal([false, false, true, false], trace.Spans.Select(span => span.FollowsItsParent));
        Assert.Equal(70_000, trace.SelfTimeNanosOf(root));
        Span both = trace.Spans[^1];
        Assert.Equal(
            ["follows_from", "child_of"],
            both.Links.Select(link => link.Attributes.GetText("opentracing.ref_type")));
        Assert.Equal(["front-1"], trace.Spans.Select(span => span.Resource.Attributes.GetText("hostname")).Distinct());
        Assert.Equal(long.MaxValue, root.Attributes.GetInteger("big"));
    }

    [Fact]
    public async Task What_Jaeger_keeps_in_tags_is_read_as_the_fields_of_OpenTelemetry_and_the_tags_stay()
    {
        Trace trace = await OnlyTraceAsync("""
            {"traceID":"1","processes":{"p1":{"serviceName":"s"}},"spans":[{"traceID":"1","spanID":"2","operationName":"o","startTime":"1000","duration":5,"processID":"p1",
              "tags":[{"key":"otel.status_code","type":"string","value":"ERROR"},{"key":"otel.status_description","type":"string","value":"broke"},{"key":"error","type":"bool","value":true},
                {"key":"otel.scope.name","type":"string","value":"lib"},{"key":"otel.library.version","type":"string","value":"2"},{"key":"w3c.tracestate","type":"string","value":"a=b"},
                {"key":"span.kind","type":"string","value":"CONSUMER"},{"value":"AQID","type":"binary","key":"bytes"},{"key":"f","type":"float64","value":"NaN"},{"key":"n","type":"string","value":null}],
              "logs":[{"timestamp":1002,"fields":[{"key":"event","type":"string","value":"exception"},{"key":"message","type":"string","value":"x"}]}]}]}
            """);
        Span span = Assert.Single(trace.Spans);
        Assert.Equal((SpanStatusCode.Error, "broke", SpanKind.Consumer, "a=b"), (span.StatusCode, span.StatusMessage, span.Kind, span.TraceState));
        Assert.Equal(("lib", "2"), (span.Scope.Name, span.Scope.Version));
        Assert.Equal(10, span.Attributes.Count);
        Assert.True(span.Attributes.TryGet("error", out AttributeValue error) && error.IsTrue());
        Assert.True(span.Attributes.TryGet("bytes", out AttributeValue bytes));
        Assert.Equal([1, 2, 3], bytes.Bytes.AsEnumerable());
        SpanEvent happened = Assert.Single(span.Events);
        Assert.Equal(("exception", 1_002_000L, "x"), (happened.Name, happened.UnixNano, happened.Attributes.GetText("message")));
        Assert.Single(happened.Attributes);
    }

    [Fact]
    public async Task Every_resource_every_scope_and_every_span_of_OTLP_is_read()
    {
        StringBuilder json = new("{\"resourceSpans\":[");
        int id = 0;
        for (int resource = 0; resource < 2; resource++)
        {
            json.Append(resource == 0 ? "" : ",").Append("{\"scopeSpans\":[");
            for (int scope = 0; scope < 2; scope++)
            {
                json.Append(scope == 0 ? "" : ",").Append("{\"spans\":[");
                for (int span = 0; span < 2; span++)
                {
                    json.Append(span == 0 ? "" : ",").Append("{\"traceId\":\"0000000000000000000000000000000a\",\"spanId\":\"000000000000000").Append(++id).Append("\",\"startTimeUnixNano\":\"5\",\"endTimeUnixNano\":6}");
                }

                json.Append("],\"scope\":{\"name\":\"s").Append(scope).Append("\"}}");
            }

            json.Append("],\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"r").Append(resource).Append("\"}}]}}");
        }

        Trace trace = await OnlyTraceAsync(json.Append("]}").ToString());
        Assert.Equal(8, trace.Spans.Length);
        Assert.Equal(
            ["r0 s0", "r0 s0", "r0 s1", "r0 s1", "r1 s0", "r1 s0", "r1 s1", "r1 s1"],
            trace.Spans.OrderBy(span => span.SpanId).Select(span => span.ServiceName + " " + span.Scope.Name));
    }

    [Fact]
    public async Task Attributes_of_every_type_are_read()
    {
        Trace trace = await OnlyTraceAsync("""
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"O6VWCcPN5JZJzXfR+dzZNg==","spanId":"Sc130fnc2TY=","startTimeUnixNano":"1","endTimeUnixNano":"2","kind":"SPAN_KIND_SERVER","attributes":[
              {"key":"s","value":{"stringValue":"x"}},{"key":"i","value":{"intValue":"-9223372036854775808"}},{"key":"d","value":{"doubleValue":1.5}},{"key":"b","value":{"boolValue":true}},
              {"key":"y","value":{"bytesValue":"AQI="}},{"key":"e","value":{}},{"key":"n","value":null},
              {"key":"a","value":{"arrayValue":{"values":[{"intValue":1},{"stringValue":"z"}]}}},{"key":"m","value":{"kvlistValue":{"values":[{"key":"k","value":{"boolValue":false}}]}}}]}]}]}]}
            """);
        Span span = Assert.Single(trace.Spans);
        Assert.Equal("3ba55609c3cde49649cd77d1f9dcd936", trace.TraceId.ToString());
        Assert.Equal(
            [AttributeKind.Text, AttributeKind.Integer, AttributeKind.Number, AttributeKind.Boolean, AttributeKind.Bytes, AttributeKind.Empty, AttributeKind.Empty, AttributeKind.List, AttributeKind.Map],
            span.Attributes.Select(item => item.Value.Kind));
        Assert.Equal("x|-9223372036854775808|1.5|true|AQI=|||1,z|k=false", string.Join('|', span.Attributes.Select(item => item.Value.ToString())));
    }

    [Fact]
    public async Task Empty_answers_are_no_traces_and_no_error()
    {
        using TextFiles files = new();
        foreach (string empty in new[] { "{\"data\":[],\"total\":0,\"errors\":null}", "{\"resourceSpans\":[]}", "{\"batches\":[]}", "{\"result\":{\"resourceSpans\":[]}}", "{\"spans\":[],\"processes\":{}}" })
        {
            await using OpenedSource source = await files.OpenTextAsync(empty);
            Answer<TraceSet> answer = await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None);
            Assert.Equal((0, true), (answer.Value.Count, answer.Complete));
            Assert.Null(source.RecordedRange);
        }
    }

    [Fact]
    public async Task Packed_files_byte_order_marks_and_trailing_blanks_make_no_difference()
    {
        using TextFiles files = new();
        byte[] plain = Encoding.UTF8.GetBytes(OneJaegerTrace);
        byte[] marked = [0xEF, 0xBB, 0xBF, .. plain, .. "\n\n "u8];
        files.Write("plain", plain);
        files.Write("marked", marked);
        files.Write("packed", TextFiles.Pack(plain));
        files.Write("marked.packed", TextFiles.Pack(marked));
        foreach (string name in new[] { "plain", "marked", "packed", "marked.packed" })
        {
            await using OpenedSource source = await files.OpenAsync(name);
            Assert.Empty(source.Warnings);
            Assert.Equal(4, (await source.Traces!.GetTraceAsync(TraceId.Parse("ab"), CancellationToken.None)).Value!.Spans.Length);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(files.Folder, name)))), source.Sha256);
        }
    }

    [Fact]
    public async Task Spans_that_cannot_be_used_are_skipped_and_counted_with_their_place()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync("""
            {"data":[{"traceID":"1","processes":{},"warnings":["clock skew"],"spans":[
              {"traceID":"1","operationName":"no id","startTime":1,"duration":1},
              {"traceID":"","spanID":"5","operationName":"no trace","startTime":1,"duration":1},
              {"traceID":"1","spanID":"6","operationName":"backwards","startTime":1000,"duration":-10,"processID":"p9"},
              {"traceID":"1","spanID":"7","operationName":"timeless","duration":1,"tags":[5,{"key":"k","value":{"a":[1]}},{"value":"v"}],"references":[{"refType":"CHILD_OF"}]},
              "nonsense"]}],"errors":[{"code":500,"msg":"one shard is down"}]}
            """);
        Answer<TraceSet> answer = await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.Equal(
            ["invalid-span-id 2", "jaeger-error 1", "jaeger-warning 1", "missing-time 1", "negative-duration 1", "unknown-process 1", "unreadable-attribute 3", "unreadable-reference 1", "unreadable-span 1"],
            answer.Warnings.Select(warning => $"{warning.Code} {warning.Count}").Order(StringComparer.Ordinal));
        Assert.Contains("the first is at byte ", answer.Warnings.Single(warning => warning.Code == "invalid-span-id").Message, StringComparison.Ordinal);
        Trace trace = Assert.Single(answer.Value.Traces);
        Assert.Equal(0, trace.Spans.Single(span => span.Name == "backwards").DurationNanos);
    }

    [Fact]
    public async Task A_span_that_was_never_ended_has_no_duration_and_is_counted()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync(
            "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"01\",\"spanId\":\"02\",\"startTimeUnixNano\":\"1700000000000000000\"}]}]}]}");
        Assert.Equal("missing-end", Assert.Single(source.Warnings).Code);
        Trace trace = (await source.Traces!.GetTraceAsync(new TraceId(0, 1), CancellationToken.None)).Value!;
        Assert.Equal(0, trace.DurationNanos);
    }

    [Fact]
    public async Task A_packed_file_that_is_cut_keeps_the_spans_before_the_cut()
    {
        using TextFiles files = new();
        StringBuilder json = new("{\"data\":[{\"traceID\":\"1\",\"spans\":[");
        Random dice = new(5);
        for (int span = 1; span <= 5000; span++)
        {
            json.Append(span == 1 ? "" : ",").Append("{\"traceID\":\"1\",\"spanID\":\"").Append(span).Append("\",\"operationName\":\"").Append(dice.NextInt64()).Append("\",\"startTime\":1000,\"duration\":1}");
        }

        byte[] packed = TextFiles.Pack(Encoding.UTF8.GetBytes(json.Append("],\"processes\":{}}]}").ToString()));
        files.Write("cut.gz", packed[..(packed.Length / 2)]);
        await using OpenedSource source = await files.OpenAsync("cut.gz");
        Answer<TraceSet> answer = await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.InRange(answer.Value.Columns[0].Count, 1000, 4000);
        Assert.Contains(Assert.Single(answer.Warnings).Code, new[] { "truncated", "damaged" });
    }

    [Fact]
    public async Task Texts_that_are_not_Unicode_or_very_long_are_mended_and_counted()
    {
        using TextFiles files = new();
        byte[] json =
        [
            .. "{\"traceID\":\"1\",\"processes\":{},\"spans\":[{\"traceID\":\"1\",\"spanID\":\"2\",\"startTime\":1,\"operationName\":\"half \\ud83d pair\",\"tags\":[{\"key\":\"k\",\"type\":\"string\",\"value\":\"bad "u8,
            0xFF,
            .. " byte\"},{\"key\":\"long\",\"type\":\"string\",\"value\":\""u8,
            .. Encoding.UTF8.GetBytes(new string('ü', 700_000)),
            .. "\"}]}]}"u8,
        ];
        files.Write("odd", json);
        await using OpenedSource source = await files.OpenAsync("odd");
        Span span = Assert.Single((await source.Traces!.GetTraceAsync(new TraceId(0, 1), CancellationToken.None)).Value!.Spans);
        Assert.Equal("half \uFFFD pair", span.Name);
        Assert.Equal("bad \uFFFD byte", span.Attributes.GetText("k"));
        Assert.Equal(1 << 19, span.Attributes.GetText("long")!.Length);
        Assert.Equal(["cut-text 1", "repaired-text 2"], source.Warnings.Select(warning => $"{warning.Code} {warning.Count}"));
    }

    [Fact]
    public async Task The_recorded_range_leaves_out_spans_without_time_and_holds_the_last_span_whole()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync(
            "{\"traceID\":\"1\",\"processes\":{},\"spans\":[{\"traceID\":\"1\",\"spanID\":\"2\",\"startTime\":1700000000000001,\"duration\":5},{\"traceID\":\"1\",\"spanID\":\"3\",\"startTime\":1700000001000000,\"duration\":0},{\"traceID\":\"1\",\"spanID\":\"4\"}]}");
        Assert.Equal(new TimeRange(1_700_000_000_000_001_000, 1_700_000_001_001_000_000), source.RecordedRange);
        Answer<TraceSet> all = await source.Traces!.FindTracesAsync(new TraceQuery { Window = source.RecordedRange }, CancellationToken.None);
        Assert.Equal(1, all.Value.Count);
    }

    private static async Task<Trace> OnlyTraceAsync(string json)
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync(json);
        Assert.Empty(source.Warnings);
        return Assert.Single((await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.Traces);
    }
}
