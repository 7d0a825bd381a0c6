using System.Collections.Immutable;
using Google.Protobuf;
using Kiali.Tracing.Sources.Tempo.Wire;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>The streaming search of a stand-in: what is new in each message, and a trace again when more of it was seen.</summary>
internal static class TempoGrpc
{
    public const string SearchPath = "/tempopb.StreamingQuerier/Search";

    private const int InvalidArgument = 3;
    private const int Unknown = 2;

    public static async Task AnswerAsync(HttpContext context, TempoStandIn tempo)
    {
        SearchRequest asked = SearchRequest.Parser.ParseFrom(await GrpcReply.ReadRequestAsync(context));
        if (tempo.Tenant is not null && context.Request.Headers["X-Scope-OrgID"] != tempo.Tenant)
        {
            await GrpcReply.WriteAsync(context, [], Unknown, "no org id");
            return;
        }

        try
        {
            ImmutableArray<Trace> found = tempo.Search(asked.Query, asked.Start, asked.End, (int)asked.Limit, (int)asked.SpansPerSpanSet);
            await GrpcReply.WriteAsync(context, MessagesOf(found, tempo).Select(message => message.ToByteArray()));
        }
        catch (FormatException refusal)
        {
            await GrpcReply.WriteAsync(context, [], InvalidArgument, refusal.Message);
        }
    }

    /// <summary>How many bytes the first message takes on the wire, its five bytes of framing included.</summary>
    public static int FirstLength(TempoStandIn tempo, string query, long start, long end, int limit)
        => 5 + MessagesOf(tempo.Search(query, start, end, limit, 1), tempo).First().CalculateSize();

    private static IEnumerable<SearchResponse> MessagesOf(ImmutableArray<Trace> found, TempoStandIn tempo)
    {
        SearchMetrics half = new() { CompletedJobs = 1, TotalJobs = 2 };
        SearchResponse first = new() { Metrics = half };
        first.Traces.AddRange(found.Take((found.Length + 1) / 2).Select(trace => Metadata(trace, tempo, isSeenInPart: true)));
        SearchResponse second = new() { Metrics = new SearchMetrics { CompletedJobs = 2, TotalJobs = 2 } };
        second.Traces.AddRange(found.Skip((found.Length + 1) / 2).Concat(found.Take(1)).Select(trace => Metadata(trace, tempo, isSeenInPart: false)));
        return [first, second];
    }

    private static TraceSearchMetadata Metadata(Trace trace, TempoStandIn tempo, bool isSeenInPart) => new()
    {
        TraceId = TempoStandIn.IdOf(trace),
        RootServiceName = isSeenInPart ? "<root span not yet received>" : tempo.RootServiceOf(trace),
        StartTimeUnixNano = (ulong)trace.StartUnixNano,
        DurationMs = isSeenInPart ? 0 : (uint)(trace.DurationNanos / 1_000_000),
    };
}
