using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Jaeger;
using Kiali.Tracing.Sources.Tests.Reference;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.StandIns;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Every recording of a real Jaeger: the source asks what was asked, byte for byte over gRPC, and finds in the answer what is in it.</summary>
public class JaegerRecordingTests
{
    private static readonly TimeRange August = Seconds(1_661_040_000, 1_661_385_600);
    private static readonly TimeRange Recorded = Seconds(1_661_100_000, 1_661_400_000);

    // What the source makes the recorded range of: it asks from a minute earlier on.
    private static readonly TimeRange Window = Seconds(1_661_100_060, 1_661_400_000);

    public static TheoryData<string> Traces() => Names(JaegerRecordings.HttpNames.Where(name => name.Contains("-trace-", StringComparison.Ordinal) && !name.Contains("-raw-", StringComparison.Ordinal)));

    public static TheoryData<string> Errors() => Names(JaegerRecordings.HttpNames.Where(name => name.Contains("-err-", StringComparison.Ordinal) || name.Contains("disabled", StringComparison.Ordinal)));

    public static TheoryData<string> Raws() => Names(JaegerRecordings.HttpNames.Where(name => name.Contains("-raw-", StringComparison.Ordinal) || name.Contains("-search-", StringComparison.Ordinal)));

    [SharedDataFact]
    public void Every_recording_is_replayed_by_a_test_here()
    {
        string[] byName = ["jaeger-services.json", "jaeger-operations.json", "jaeger-dependencies.json", "jaeger-v3-search.json"];
        Assert.Equal(
            JaegerRecordings.HttpNames.Order(),
            ((TheoryData<string>[])[Traces(), Errors(), Raws()]).SelectMany(data => (IEnumerable<object[]>)data).Select(row => (string)row[0]).Concat(byName).Order());
        Assert.Equal(
            ["v2-FindTraces-frontend", "v2-FindTraces-noquery", "v2-GetOperations", "v2-GetServices", "v2-GetTrace-empty", "v2-GetTrace-id8bytes", "v2-GetTrace-nezha", "v2-GetTrace-notfound", "v3-FindTraces", "v3-GetServices", "v3-GetTrace-badid"],
            JaegerRecordings.GrpcNames.Order());
    }

    [SharedDataTheory]
    [MemberData(nameof(Traces))]
    public async Task A_trace_is_got_over_HTTP_by_either_API(string name)
    {
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerRecordings.AnswerHttpAsync, StandInWire.Http);
        TraceId id = TraceId.Parse(JaegerRecordings.UriOf(name).Segments[^1]);
        IJaegerWire wire = server.Wire(name.StartsWith("jaeger-v3", StringComparison.Ordinal) ? JaegerDialect.HttpV3Old : JaegerDialect.Http);
        JaegerBatch batch = (await wire.GetAsync(id, CancellationToken.None))!;
        Assert.False(batch.Tally.Incomplete);
        Assert.Equal(Expected(JaegerRecordings.PathTo(name)), Facts(batch.Columns));
        if (wire is JaegerHttp)
        {
            Assert.Equal(batch.Columns.Count, (await server.Traces.GetTraceAsync(id, CancellationToken.None)).Value!.Spans.Length);
        }
    }

    [SharedDataTheory]
    [MemberData(nameof(Raws))]
    public async Task Searches_and_raw_traces_are_read_over_HTTP(string name)
    {
        await using JaegerServer server = name.Contains("-raw-", StringComparison.Ordinal)
            ? await JaegerServer.StartAsync(context => JaegerRecordings.AnswerAlwaysAsync(context, name), StandInWire.Http)
            : await JaegerServer.StartAsync(JaegerRecordings.AnswerHttpAsync, StandInWire.Http);
        bool isTravel = name.Contains("ts-travel", StringComparison.Ordinal) || name.Contains("tags-empty", StringComparison.Ordinal);
        JaegerSearch search = new(isTravel ? "ts-travel-service" : "frontend", isTravel ? Seconds(1_674_900_000, 1_675_100_000) : Recorded, 20)
        {
            MinDuration = name.Contains("minDuration", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(50) : null,
            Attributes = name.Contains("tags-empty", StringComparison.Ordinal) ? [new("k8s.pod.name", "nope")] : [],
        };
        JaegerBatch batch = await server.Wire(JaegerDialect.Http).FindAsync(search, CancellationToken.None);
        Assert.False(batch.Tally.Incomplete);
        Assert.Equal(Expected(JaegerRecordings.PathTo(name)), Facts(batch.Columns));
        Assert.Equal(name.Contains("empty", StringComparison.Ordinal), batch.Columns.Count == 0);
    }

    [SharedDataFact]
    public async Task A_query_leads_to_the_recorded_search_and_gives_its_newest_traces()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerRecordings.AnswerHttpAsync, StandInWire.Http);
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Service = "frontend", Window = Window, Limit = 19 });
        Assert.Equal(19, answer.Value.Count);
        Assert.False(answer.Complete);
        Assert.Contains("At least 20 traces match; the newest 19 are shown.", Assert.Single(answer.Warnings, warning => warning.Code == "limit").Message, StringComparison.Ordinal);
        Assert.All(answer.Value.Traces, trace => Assert.Contains("frontend", trace.Spans.Select(span => span.ServiceName)));
    }

    [SharedDataFact]
    public async Task A_search_of_api_v3_is_read_over_HTTP_a_document_a_trace()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerRecordings.AnswerHttpAsync, StandInWire.Http);
        JaegerSearch search = new("frontend", August, 3);
        JaegerBatch batch = await server.Wire(JaegerDialect.HttpV3Old).FindAsync(search, CancellationToken.None);
        Assert.False(batch.Tally.Incomplete);
        Assert.Equal(3, TraceSet.Create([batch.Columns]).Count);
        Assert.Equal(Expected(JaegerRecordings.PathTo("jaeger-v3-search.json")), Facts(batch.Columns));
    }

    [SharedDataTheory]
    [MemberData(nameof(Errors))]
    public async Task What_the_server_says_of_an_error_is_told_and_an_unknown_id_is_none(string name)
    {
        await using JaegerServer server = await JaegerServer.StartAsync(context => JaegerRecordings.AnswerAlwaysAsync(context, name), StandInWire.Http);
        if (name == "jaeger-err-404.json")
        {
            Assert.Null((await server.Traces.GetTraceAsync(TraceId.Parse("deadbeef"), CancellationToken.None)).Value);
            return;
        }

        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => server.Traces.GetTraceAsync(new TraceId(1, 1), CancellationToken.None));
        using JsonDocument answer = JsonDocument.Parse(File.ReadAllBytes(JaegerRecordings.PathTo(name)));
        string said = answer.RootElement.TryGetProperty("errors", out JsonElement errors)
            ? errors[0].GetProperty("msg").GetString()!
            : answer.RootElement.GetProperty("error").GetProperty("message").GetString()!;
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [SharedDataFact]
    public async Task Services_and_operations_are_those_of_the_recordings_on_every_wire()
    {
        await using JaegerServer http = await JaegerServer.StartAsync(JaegerRecordings.AnswerHttpAsync, StandInWire.Http);
        await using JaegerServer grpc = await JaegerServer.StartAsync(JaegerRecordings.AnswerGrpcAsync, StandInWire.Grpc);
        ImmutableArray<string> services = (await http.Traces.GetServicesAsync(CancellationToken.None)).Value;
        Assert.Equal(100, services.Length);
        Assert.Equal(services.Order(StringComparer.Ordinal), services);
        Assert.Equal(services.AsEnumerable(), (await grpc.Traces.GetServicesAsync(CancellationToken.None)).Value);
        Assert.Equal(services.AsEnumerable(), JaegerSource.Ordered(await grpc.Wire(JaegerDialect.GrpcV2).GetServicesAsync(CancellationToken.None)));
        ImmutableArray<string> operations = (await http.Traces.GetOperationsAsync("frontend", CancellationToken.None)).Value;
        Assert.Contains("hipstershop.CartService/GetCart", operations);
        Assert.Equal(operations.AsEnumerable(), JaegerSource.Ordered(await grpc.Wire(JaegerDialect.GrpcV2).GetOperationsAsync("frontend", CancellationToken.None)));
    }

    [SharedDataFact]
    public async Task Dependencies_are_no_traces()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(context => JaegerRecordings.AnswerAlwaysAsync(context, "jaeger-dependencies.json"), StandInWire.Http);
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => server.Traces.GetTraceAsync(new TraceId(1, 1), CancellationToken.None));
        Assert.Contains("a list of Jaeger's services, operations or dependencies", failure.Message, StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task A_search_over_gRPC_is_asked_byte_for_byte_and_gives_what_HTTP_gives_by_both_versions()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerRecordings.AnswerGrpcAsync, StandInWire.Grpc);
        HashSet<string> known = [.. Facts(ReferenceReader.Read(JaegerRecordings.PathTo("jaeger-search-frontend-20.json"))).Split('\n')];
        Answer<TraceSet> answer = await server.FindAsync(new TraceQuery { Service = "frontend", Window = Window, Limit = 4 });
        Assert.Equal(4, answer.Value.Count);
        Assert.False(answer.Complete);
        JaegerSearch search = new("frontend", Recorded, 5);
        JaegerBatch second = await server.Wire(JaegerDialect.GrpcV2).FindAsync(search, CancellationToken.None);
        Assert.Equal(118, second.Columns.Count);
        Assert.False(second.Tally.Incomplete);
        Assert.All(Facts(second.Columns).Split('\n'), line => Assert.Contains(line, known));

        // The recording of api_v3 is of other traces, one a message.
        JaegerBatch third = await server.Wire(JaegerDialect.GrpcV3).FindAsync(search, CancellationToken.None);
        Assert.False(third.Tally.Incomplete);
        Assert.Equal([44, 48, 48, 50, 73], TraceSet.Create([third.Columns]).Traces.Select(trace => trace.Spans.Length).Order());
    }

    // 64 bits of id, 12 of 105 chunks; and a trace that HTTP gives, too.
    [SharedDataFact]
    public async Task Traces_over_api_v2_are_put_together_from_chunks_of_ten()
    {
        byte[][] chunks = JaegerRecordings.MessagesOf("v2-GetTrace-id8bytes");
        await using JaegerServer large = await JaegerServer.StartAsync(context => GrpcReply.WriteAsync(context, chunks), StandInWire.Grpc);
        JaegerBatch batch = (await large.Wire(JaegerDialect.GrpcV2).GetAsync(TraceId.Parse("14b60fd9ae504820"), CancellationToken.None))!;
        Trace trace = Assert.Single(TraceSet.Create([batch.Columns]).Traces);
        Assert.Equal("000000000000000014b60fd9ae504820", trace.TraceId.ToString());
        Assert.Equal(120, trace.Spans.Length);
        Assert.All(trace.Spans, span => Assert.NotEmpty(span.ServiceName));

        await using JaegerServer server = await JaegerServer.StartAsync(JaegerRecordings.AnswerGrpcAsync, StandInWire.Grpc);
        JaegerBatch nezha = (await server.Wire(JaegerDialect.GrpcV2).GetAsync(TraceId.Parse("7e144dbe057e266f21f011a4f1759b39"), CancellationToken.None))!;
        Assert.Equal(Expected(JaegerRecordings.PathTo("jaeger-trace-nezha-ob-or-tt.json")), Facts(nezha.Columns));
        Assert.Null(await server.Wire(JaegerDialect.GrpcV2).GetAsync(TraceId.Parse("deadbeef"), CancellationToken.None));
    }

    [SharedDataTheory]
    [InlineData(3, "uninitialized TraceID is not allowed")]
    [InlineData(3, "missing query")]
    [InlineData(2, "strconv.ParseUint: parsing \"zz\": invalid syntax")]
    public async Task Refusals_over_gRPC_are_told_in_the_servers_words(int code, string details)
    {
        await using JaegerServer server = await JaegerServer.StartAsync(context => GrpcReply.WriteAsync(context, [], code, details), StandInWire.Grpc);
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => server.Traces.GetTraceAsync(new TraceId(1, 1), CancellationToken.None));
        Assert.Contains(details, failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [SharedDataFact]
    public async Task Answers_of_2_x_by_api_v3_are_read()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(
            async context =>
            {
                string? file = context.Request.Path.Value switch
                {
                    "/api/v3/services" => "GetServices",
                    "/api/v3/operations" => "GetOperations",
                    "/api/v3/traces" => "FindTraces",
                    "/api/v3/traces/00000000000000000000000000000001" => "GetTrace",
                    _ => null,
                };
                await (file is null ? JaegerStandIn.NotThereAsync(context) : context.Response.Body.WriteAsync(File.ReadAllBytes(SharedData.PathTo($"jaeger/apiv3-snapshot-{file}.json"))).AsTask());
            },
            StandInWire.Http);
        Assert.Equal(["foo"], (await server.Traces.GetServicesAsync(CancellationToken.None)).Value.AsEnumerable());
        Assert.Equal(["get_users"], (await server.Traces.GetOperationsAsync("foo", CancellationToken.None)).Value.AsEnumerable());
        Answer<Trace?> trace = await server.Traces.GetTraceAsync(new TraceId(0, 1), CancellationToken.None);
        Span span = Assert.Single(trace.Value!.Spans);
        Assert.Equal(("foobar", SpanKind.Server, SpanStatusCode.Error), (span.Name, span.Kind, span.StatusCode));
        Assert.Equal("missing-time", Assert.Single(trace.Warnings).Code);
        Assert.Equal(1, (await server.Wire(JaegerDialect.HttpV3).FindAsync(new JaegerSearch("foo", August, 1), CancellationToken.None)).Columns.Count);
    }

    private static TimeRange Seconds(long start, long end) => new(start * 1_000_000_000, end * 1_000_000_000);

    private static string Expected(string path) => Facts(ReferenceReader.Read(path));

    private static string Facts(IEnumerable<ReferenceSpan> spans) => Lines(spans.Select(span => string.Create(
        CultureInfo.InvariantCulture,
        $"{Hex(span.TraceId, 32)} {Hex(span.SpanId, 16)} {(span.ParentId.IsZero ? "" : Hex(span.ParentId, 16))} {span.Name}|{span.Service}|{span.Kind}|{span.Start / 1000}|{span.Duration / 1000}|{span.EventCount}")));

    private static string Facts(SpanColumns columns) => Lines(Enumerable.Range(0, columns.Count).Select(columns.GetSpan).Select(span => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.TraceId} {span.RawSpanId} {span.RawParentSpanId} {span.Name}|{span.ServiceName}|{(span.Kind == SpanKind.Unspecified ? "" : span.Kind.ToString().ToLowerInvariant())}|{span.StartUnixNano / 1000}|{span.DurationNanos / 1000}|{span.Events.Length}")));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    private static string Hex(BigInteger id, int digits) => id.ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)[^digits..];

    private static TheoryData<string> Names(IEnumerable<string> names)
    {
        TheoryData<string> data = [];
        foreach (string name in SharedData.Exists ? names : ["(absent)"])
        {
            data.Add(name);
        }

        return data;
    }
}
