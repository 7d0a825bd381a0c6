using Google.Protobuf.WellKnownTypes;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;
using V2 = Kiali.Tracing.Sources.Jaeger.ApiV2;
using V3 = Kiali.Tracing.Sources.Jaeger.ApiV3;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Jaeger's query services over gRPC: api_v2 in chunks of 10 spans, or api_v3 with a message a trace.</summary>
internal sealed class JaegerGrpcStandIn(JaegerDialect dialect, JaegerStore store)
{
    private const int SpansOfChunk = 10;

    public async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        byte[] request = await GrpcReply.ReadRequestAsync(context);
        string service = dialect == JaegerDialect.GrpcV2 ? "/jaeger.api_v2.QueryService/" : "/jaeger.api_v3.QueryService/";
        if (!path.StartsWith(service, StringComparison.Ordinal))
        {
            await GrpcReply.WriteAsync(context, [], 12, "unknown service " + path.Trim('/').Split('/')[0]);
            return;
        }

        await (path[service.Length..] switch
        {
            "FindTraces" => FindAsync(context, dialect == JaegerDialect.GrpcV2 ? QueryV2(request) : QueryV3(request)),
            "GetTrace" => GetAsync(context, request),
            "GetServices" => GrpcReply.WriteAsync(context, [store.Services.Aggregate(new ProtobufMessage(), (message, name) => message.Text(1, name)).ToArray()]),
            "GetOperations" => OperationsAsync(context, request),
            _ => StandInServer.Refuse(context),
        });
    }

    private async Task FindAsync(HttpContext context, (StoreQuery? Query, int Status, string? Detail) asked)
        => await GrpcReply.WriteAsync(context, asked.Query is { } query ? store.Find(query).SelectMany(Messages) : [], asked.Status, asked.Detail);

    private async Task GetAsync(HttpContext context, byte[] request)
    {
        TraceId id;
        if (dialect == JaegerDialect.GrpcV2)
        {
            byte[] bytes = V2.GetTraceRequest.Parser.ParseFrom(request).TraceId.ToByteArray();
            if (bytes.Length == 0)
            {
                await GrpcReply.WriteAsync(context, [], 3, "uninitialized TraceID is not allowed");
                return;
            }

            id = TraceId.FromBytes(bytes);
        }
        else if (!TraceId.TryParse(V3.GetTraceRequest.Parser.ParseFrom(request).TraceId, out id))
        {
            await GrpcReply.WriteAsync(context, [], 2, "malform trace ID: strconv.ParseUint: invalid syntax");
            return;
        }

        ModelSpan[] trace = store.Trace(id);

        // 2.x before 2.21 ends the stream of api_v3 without a message, as if that were an answer.
        bool isEmpty = trace.Length == 0 && dialect == JaegerDialect.GrpcV2;
        await GrpcReply.WriteAsync(context, trace.Length == 0 ? [] : Messages(trace), isEmpty ? 5 : 0, isEmpty ? "trace not found: trace not found" : null);
    }

    private Task OperationsAsync(HttpContext context, byte[] request)
    {
        int field = dialect == JaegerDialect.GrpcV2 ? 2 : 1;
        string service = dialect == JaegerDialect.GrpcV2 ? V2.GetOperationsRequest.Parser.ParseFrom(request).Service : V3.GetOperationsRequest.Parser.ParseFrom(request).Service;
        ProtobufMessage answer = new();
        foreach ((string name, string kind) in store.OperationsOf(service))
        {
            answer.Message(field, new ProtobufMessage().Text(1, name).Text(2, kind));
        }

        return GrpcReply.WriteAsync(context, [answer.ToArray()]);
    }

    private IEnumerable<byte[]> Messages(ModelSpan[] trace)
    {
        Seeded dice = new(trace.Length + (int)(trace[0].SpanId.Value & 0xFFFF));
        return dialect == JaegerDialect.GrpcV2
            ? new JaegerProtobufWriter(dice).WriteChunks(trace, SpansOfChunk)
            : [new OtlpProtobufWriter(dice).WriteMessage(trace)];
    }

    private static (StoreQuery? Query, int Status, string? Detail) QueryV2(byte[] request)
        => V2.FindTracesRequest.Parser.ParseFrom(request).Query is { } query
            ? (new StoreQuery(
                query.ServiceName, query.OperationName, new Dictionary<string, string>(query.Tags), Nanos(query.StartTimeMin), Nanos(query.StartTimeMax), Nanos(query.DurationMin), Nanos(query.DurationMax), query.SearchDepth), 0, null)
            : (null, 3, "missing query");

    private static (StoreQuery? Query, int Status, string? Detail) QueryV3(byte[] request)
    {
        V3.TraceQueryParameters? query = V3.FindTracesRequest.Parser.ParseFrom(request).Query;
        return query is null ? (null, 3, "missing query")
            : query.StartTimeMin is null || query.StartTimeMax is null ? (null, 2, "start time min and max are required parameters")
            : query.SearchDepth <= 0 ? (null, 3, "search depth must be greater than 0")
            : (new StoreQuery(
                query.ServiceName, query.OperationName, new Dictionary<string, string>(query.Attributes), Nanos(query.StartTimeMin), Nanos(query.StartTimeMax), Nanos(query.DurationMin), Nanos(query.DurationMax), query.SearchDepth), 0, null);
    }

    private static long Nanos(Timestamp? time) => time is null ? 0 : (time.Seconds * 1_000_000_000) + time.Nanos;

    private static long Nanos(Duration? length) => length is null ? 0 : (length.Seconds * 1_000_000_000) + length.Nanos;
}
