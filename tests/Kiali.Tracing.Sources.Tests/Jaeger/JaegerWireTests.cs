using System.Text;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Details of the wires: what a server without an API, a part of an answer, a large message, an id of 64 bits look like.</summary>
public class JaegerWireTests
{
    private static readonly ModelSpan First = ContractSpans.All[0];
    private static readonly TraceQuery Query = new() { Window = JaegerServer.Window, Service = First.Service, Limit = 10 };

    [Fact]
    public async Task A_server_without_api_v3_is_asked_for_it_once()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.GrpcV2, ContractSpans.All);
        await server.FindAsync(Query);
        await server.FindAsync(Query);
        Assert.NotNull((await server.Traces.GetTraceAsync(First.TraceId, CancellationToken.None)).Value);
        Assert.Equal(
            [
                "POST /jaeger.api_v3.QueryService/FindTraces",
                "POST /jaeger.api_v2.QueryService/FindTraces",
                "POST /jaeger.api_v2.QueryService/FindTraces",
                "POST /jaeger.api_v2.QueryService/GetTrace",
            ],
            server.Server.Requests);
    }

    [Theory]
    [InlineData(JaegerDialect.HttpV3Old)]
    [InlineData(JaegerDialect.HttpV3)]
    public async Task A_server_without_the_API_of_the_page_is_asked_for_it_once_whether_it_says_404_or_shows_its_page(object dialect)
    {
        await using JaegerServer server = await JaegerServer.StartAsync((JaegerDialect)dialect, ContractSpans.All);
        Assert.Equal(["service 0", "service 1", "service 2"], (await server.Traces.GetServicesAsync(CancellationToken.None)).Value.AsEnumerable());
        Assert.Equal(["service 0", "service 1", "service 2"], (await server.Traces.GetServicesAsync(CancellationToken.None)).Value.AsEnumerable());
        Assert.Equal(["GET /api/services", "GET /api/v3/services", "GET /api/v3/services"], server.Server.Requests);
    }

    [Theory]
    [InlineData(JaegerDialect.GrpcV2)]
    [InlineData(JaegerDialect.GrpcV3)]
    [InlineData(JaegerDialect.Http)]
    [InlineData(JaegerDialect.HttpV3Old)]
    [InlineData(JaegerDialect.HttpV3)]
    public async Task Operations_come_in_order_each_once_and_none_for_an_unknown_service(object dialect)
    {
        await using JaegerServer server = await JaegerServer.StartAsync((JaegerDialect)dialect, ContractSpans.All);
        Answer<System.Collections.Immutable.ImmutableArray<string>> operations = await server.Traces.GetOperationsAsync("service 2", CancellationToken.None);
        Assert.Equal(
            ContractSpans.All.Where(span => span.Service == "service 2").Select(span => span.Name).Distinct().Order(StringComparer.Ordinal), operations.Value);
        Assert.Empty((await server.Traces.GetOperationsAsync("a&b=c/d %25", CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Old_forms_of_the_lists_of_operations_are_read()
    {
        await using JaegerServer http = await JaegerServer.StartAsync(
            context => context.Request.Path == "/api/services/a%2Fb/operations" || context.Request.Path.Value!.StartsWith("/api/services/a", StringComparison.Ordinal)
                ? context.Response.WriteAsync("{\"data\":[\"y\",\"x\"],\"total\":2,\"errors\":null}")
                : JaegerStandIn.NotThereAsync(context),
            StandInWire.Http);
        Assert.Equal(["x", "y"], (await http.Traces.GetOperationsAsync("a/b", CancellationToken.None)).Value.AsEnumerable());
        await using JaegerServer grpc = await JaegerServer.StartAsync(
            context => context.Request.Path.Value!.Contains("api_v2", StringComparison.Ordinal)
                ? GrpcReply.WriteAsync(context, [new ProtobufMessage().Text(1, "y").Text(1, "x").ToArray()])
                : GrpcReply.WriteAsync(context, [], 12, "unknown service"),
            StandInWire.Grpc);
        Assert.Equal(["x", "y"], (await grpc.Traces.GetOperationsAsync("a", CancellationToken.None)).Value.AsEnumerable());
    }

    [Theory]
    [InlineData(5, "trace not found")]
    [InlineData(2, "cannot retrieve trace: trace not found")]
    [InlineData(13, "failed to fetch spans from the backend: trace not found")]
    public async Task An_unknown_id_is_no_trace_whatever_the_status_that_says_so(int status, string detail)
    {
        await using JaegerServer server = await JaegerServer.StartAsync(context => GrpcReply.WriteAsync(context, [], status, detail), StandInWire.Grpc);
        Answer<Trace?> answer = await server.Traces.GetTraceAsync(new TraceId(1, 1), CancellationToken.None);
        Assert.Null(answer.Value);
        Assert.True(answer.Complete);
        Assert.Empty(answer.Warnings);
    }

    [Fact]
    public async Task A_server_that_only_speaks_the_API_may_word_an_unknown_id_otherwise()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(
            context => context.Request.Path == "/api/services" ? context.Response.WriteAsync("{\"data\":[\"a\"]}") : JaegerStandIn.NotThereAsync(context),
            StandInWire.Http);
        Assert.Null((await server.Traces.GetTraceAsync(new TraceId(1, 1), CancellationToken.None)).Value);
    }

    [Fact]
    public async Task An_id_of_64_bits_is_asked_for_in_both_spellings()
    {
        ModelSpan old = First with { TraceId = new TraceId(0, 0xA03EE8FFF1DCD9B9) };
        foreach (string known in (string[])["a03ee8fff1dcd9b9", "0000000000000000a03ee8fff1dcd9b9"])
        {
            await using JaegerServer server = await JaegerServer.StartAsync(
                context =>
                {
                    bool isKnown = context.Request.Path == "/api/traces/" + known;
                    context.Response.StatusCode = isKnown ? 200 : 404;
                    return context.Response.WriteAsync(isKnown ? new JaegerWriter(new Seeded(1)).WriteAnswer([old]) : "{\"data\":null,\"errors\":[{\"code\":404,\"msg\":\"trace not found\"}]}");
                },
                StandInWire.Http);
            Assert.Equal(old.TraceId, (await server.Traces.GetTraceAsync(old.TraceId, CancellationToken.None)).Value!.TraceId);
            Answer<Trace?> unknown = await server.Traces.GetTraceAsync(new TraceId(0, 7), CancellationToken.None);
            Assert.Null(unknown.Value);
            Assert.Equal("low-half", Assert.Single(unknown.Warnings).Code);
        }
    }

    [Fact]
    public async Task A_low_half_that_two_known_traces_have_finds_neither()
    {
        ModelSpan[] twins = [First with { TraceId = new TraceId(1, 9) }, First with { TraceId = new TraceId(2, 9) }];
        await using JaegerServer server = await JaegerServer.StartAsync(JaegerDialect.GrpcV3, twins);
        Assert.Equal(2, (await server.FindAsync(Query)).Value.Count);
        Assert.Null((await server.Traces.GetTraceAsync(new TraceId(0, 9), CancellationToken.None)).Value);
    }

    // Kills: gRPC's usual limit of 4 MiB a message.
    [Theory]
    [InlineData(JaegerDialect.GrpcV2)]
    [InlineData(JaegerDialect.GrpcV3)]
    [InlineData(JaegerDialect.Http)]
    public async Task A_message_over_4_MiB_is_read(object dialect)
    {
        ModelSpan large = First with { Attributes = [.. Enumerable.Range(0, 6).Select(number => new ModelAttribute("text " + number, new string((char)('a' + number), 900_000)))] };
        await using JaegerServer server = await JaegerServer.StartAsync((JaegerDialect)dialect, [large]);
        Answer<Trace?> answer = await server.Traces.GetTraceAsync(large.TraceId, CancellationToken.None);
        Assert.True(answer.Complete);
        Assert.Equal(5_400_000, answer.Value!.Spans[0].Attributes.Where(item => item.Key.StartsWith("text ", StringComparison.Ordinal)).Sum(item => item.Value.Text!.Length));
    }

    [Fact]
    public async Task Status_200_with_errors_is_a_part_of_an_answer_though_it_says_that_it_is_text()
    {
        await using JaegerServer server = await JaegerServer.StartAsync(
            context =>
            {
                context.Response.ContentType = "text/plain; charset=utf-8";
                return context.Response.WriteAsync(new JaegerWriter(new Seeded(1)).WriteAnswer(ContractSpans.All, "shard 3 did not answer"));
            },
            StandInWire.Http);
        Answer<TraceSet> answer = await server.FindAsync(Query);
        Assert.Equal(4, answer.Value.Count);
        Assert.False(answer.Complete);
        Assert.Equal("Jaeger answered in part: shard 3 did not answer.", Assert.Single(answer.Warnings).Message);
    }

    [Fact]
    public async Task An_error_within_a_stream_of_api_v3_is_a_part_of_an_answer()
    {
        OtlpWriter writer = new(new Seeded(1));
        await using JaegerServer server = await JaegerServer.StartAsync(
            context => context.Request.Path.StartsWithSegments("/api/v3", StringComparison.Ordinal)
                ? context.Response.WriteAsync("{\"result\":" + writer.WriteMessage(ContractSpans.All.Take(3)).ToJsonString() + "}\n{\"error\":{\"grpc_code\":13,\"message\":\"storage went away\"}}\n")
                : JaegerStandIn.NotThereAsync(context),
            StandInWire.Http);
        Answer<TraceSet> answer = await server.FindAsync(Query);
        Assert.Equal(1, answer.Value.Count);
        Assert.False(answer.Complete);
        Assert.Contains(answer.Warnings, warning => warning.Message == "Jaeger answered in part: storage went away.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"result\":{}}")]
    [InlineData("{\"result\":{\"resourceSpans\":[]}}")]
    [InlineData("{\"data\":null,\"total\":0,\"errors\":null}")]
    public async Task Nothing_in_every_form_is_an_empty_answer(string body)
    {
        await using JaegerServer server = await JaegerServer.StartAsync(context => context.Response.WriteAsync(body), StandInWire.Http);
        Answer<TraceSet> answer = await server.FindAsync(Query);
        Assert.Equal(0, answer.Value.Count);
        Assert.True(answer.Complete);
        Assert.Empty(answer.Warnings);
    }

    [Theory]
    [InlineData("{\"data\":[\"frontend\"],\"total\":1}")]
    [InlineData("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}")]
    [InlineData("<xml/>")]
    [InlineData("[1,2")]
    public async Task Something_else_than_traces_is_one_clear_error(string body)
    {
        await using JaegerServer server = await JaegerServer.StartAsync(context => context.Response.WriteAsync(body), StandInWire.Http);
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => server.FindAsync(Query));
        Assert.Contains("check that the address is Jaeger's", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_of_Jaeger_itself_are_counted_on_every_wire()
    {
        const string Skew = "clock skew adjustment disabled; not applying calculated delta of 65.922ms";
        byte[] v2 = new ProtobufMessage().Message(1, new ProtobufMessage()
            .Bytes(1, new byte[16].Select((_, index) => (byte)index).ToArray()).Bytes(2, [0, 0, 0, 0, 0, 0, 0, 1])
            .Message(6, new ProtobufMessage().Varint(1, 1_700_000_000)).Message(10, new ProtobufMessage().Text(1, First.Service)).Text(12, Skew).Text(12, Skew)).ToArray();
        byte[] list = new ProtobufMessage().Message(5, new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, Skew)).Message(1, new ProtobufMessage().Text(1, Skew))).ToArray();
        byte[] v3 = new ProtobufMessage().Message(1, new ProtobufMessage()
            .Message(1, new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, "service.name").Message(2, new ProtobufMessage().Text(1, First.Service))))
            .Message(2, new ProtobufMessage().Message(2, new ProtobufMessage()
                .Bytes(1, new byte[16].Select((_, index) => (byte)index).ToArray()).Bytes(2, [0, 0, 0, 0, 0, 0, 0, 1]).Fixed64(7, 1_700_000_000_000_000_000).Fixed64(8, 1_700_000_000_000_000_001)
                .Message(9, new ProtobufMessage().Text(1, "@jaeger@warnings").Bytes(2, list))))).ToArray();
        foreach ((string api, byte[] message) in ((string, byte[])[])[("api_v2", v2), ("api_v3", v3)])
        {
            await using JaegerServer server = await JaegerServer.StartAsync(
                context => context.Request.Path.Value!.Contains(api, StringComparison.Ordinal) ? GrpcReply.WriteAsync(context, [message]) : GrpcReply.WriteAsync(context, [], 12, "unknown service"),
                StandInWire.Grpc);
            Answer<TraceSet> answer = await server.FindAsync(Query);
            Assert.Equal(1, answer.Value.Count);
            Warning warning = Assert.Single(answer.Warnings);
            Assert.Equal(("jaeger-warning", 2L), (warning.Code, warning.Count));
            Assert.Contains(Skew, warning.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_base_path_is_where_the_API_is()
    {
        JaegerStandIn jaeger = new(JaegerDialect.Http, ContractSpans.All, "/jaeger");
        await using JaegerServer server = await JaegerServer.StartAsync(jaeger.AnswerAsync, StandInWire.Http, basePath: "/jaeger");
        Assert.Equal(4, (await server.FindAsync(Query)).Value.Count);
        await using JaegerServer wrong = await JaegerServer.StartAsync(jaeger.AnswerAsync, StandInWire.Http);
        SourceException failure = await Assert.ThrowsAsync<SourceException>(() => wrong.FindAsync(Query));
        Assert.Contains("check the path that the server is served under", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_tells_the_version_where_the_server_does_and_by_what_it_is_asked()
    {
        await using JaegerServer http = await JaegerServer.StartAsync(JaegerDialect.Http, ContractSpans.All);
        Assert.Equal(new SourceProbe("1.41.0", "Jaeger 1.41.0, asked by its HTTP API, 3 services"), await http.Source.Probe!(CancellationToken.None));
        await using JaegerServer grpc = await JaegerServer.StartAsync(JaegerDialect.GrpcV2, ContractSpans.All);
        Assert.Equal(new SourceProbe(null, "Jaeger, asked by its api_v2, 3 services"), await grpc.Source.Probe!(CancellationToken.None));
        Assert.True(grpc.Source.IsLive);
        Assert.Null(grpc.Source.RecordedRange);
        Assert.Equal(["traces"], grpc.Source.Capabilities.AsEnumerable());
    }

    [Fact]
    public async Task A_path_for_gRPC_is_refused()
        => Assert.Contains("gRPC has none", (await Assert.ThrowsAsync<ArgumentException>(
            () => SourceRegistry.OpenAsync("jaeger+grpc://tracing:16685/jaeger", JaegerServer.Quick, CancellationToken.None))).Message, StringComparison.Ordinal);

    // The stand-in falls silent within the second trace.
    [Theory]
    [InlineData(JaegerDialect.GrpcV2)]
    [InlineData(JaegerDialect.GrpcV3)]
    [InlineData(JaegerDialect.Http)]
    public async Task What_came_before_the_deadline_is_given_and_the_trace_that_may_lack_spans_is_named(object dialect)
    {
        ModelSpan[] spans = [.. ContractSpans.All.Take(6).Select(span => span with { Service = First.Service })];
        (RequestDelegate answer, int bytes) = (JaegerDialect)dialect switch
        {
            JaegerDialect.GrpcV2 => Grpc("api_v2", [.. new JaegerProtobufWriter(new Seeded(1)).WriteChunks(spans, 2)]),
            JaegerDialect.GrpcV3 => Grpc("api_v3", [.. spans.Chunk(2).Select(some => new OtlpProtobufWriter(new Seeded(1)).WriteMessage(some))]),
            _ => Json(new JaegerWriter(new Seeded(1)).WriteAnswer(spans)),
        };

        // On a busy machine nothing may have come when a short deadline ends; then a longer one tells.
        TimeSpan deadline = TimeSpan.FromSeconds(1);
        while (!await IsToldAsync(answer, JaegerStandIn.WireOf((JaegerDialect)dialect), bytes, spans, deadline))
        {
            deadline *= 4;
        }

        static (RequestDelegate, int) Grpc(string api, byte[][] messages) => (
            context => !context.Request.Path.Value!.Contains(api, StringComparison.Ordinal) ? GrpcReply.WriteAsync(context, [], 12, "unknown service")
                : context.Request.Path.Value!.EndsWith("/GetServices", StringComparison.Ordinal) ? GrpcReply.WriteAsync(context, [[]])
                : GrpcReply.WriteAsync(context, messages),
            messages.Take(2).Sum(message => message.Length + 5));

        // Within the second trace's last span, or past it: its processes are missing then.
        static (RequestDelegate, int) Json(string json) => (context => context.Response.WriteAsync(json), Encoding.UTF8.GetByteCount(json) - 300);
    }

    private static async Task<bool> IsToldAsync(RequestDelegate answer, StandInWire wire, int bytes, ModelSpan[] spans, TimeSpan deadline)
    {
        await using JaegerServer server = await JaegerServer.StartAsync(answer, wire, JaegerServer.Quick with { Deadline = deadline });
        Answer<Trace?> trace;
        Answer<TraceSet> found;
        try
        {
            await server.Traces.GetServicesAsync(CancellationToken.None);
            server.Server.Fault = new StandInFault { StallAfter = bytes };
            trace = await server.Traces.GetTraceAsync(spans[3].TraceId, CancellationToken.None);
            found = await server.FindAsync(Query);
        }
        catch (SourceException late) when (deadline < TimeSpan.FromMinutes(1))
        {
            Assert.Contains("--timeout", late.Message, StringComparison.Ordinal);
            return false;
        }

        if (trace.Value is null && deadline < TimeSpan.FromMinutes(1))
        {
            return false;
        }

        Assert.False(trace.Complete);
        Assert.InRange(trace.Value!.Spans.Length, 1, 2);
        Assert.Contains(trace.Warnings, warning => warning.Code == "deadline" && warning.Message.Contains("--timeout", StringComparison.Ordinal));
        Assert.Equal(spans[3].TraceId.ToString(), Assert.Single(trace.Warnings, warning => warning.Code == "partial-trace").Source);
        Assert.False(found.Complete);
        Assert.Equal(spans[0].TraceId, found.Value.TraceIds[0]);
        Assert.Equal(3, found.Value.Open(spans[0].TraceId)!.Spans.Length);
        return true;
    }
}
