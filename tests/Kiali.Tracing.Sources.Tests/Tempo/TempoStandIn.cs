using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Kiali.Tracing.Sources.Tempo;
using Kiali.Tracing.Sources.Tests.Writers;
using Kiali.Tracing.TestKit.StandIns;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Answers as a Tempo with a few traces does: it evaluates the TraceQL it is sent, and refuses what the real one refuses, in its words.</summary>
internal sealed class TempoStandIn(IReadOnlyCollection<ModelSpan> spans)
{
    private static readonly string[] Known = ["q", "limit", "spss", "start", "end"];

    private readonly Trace[] _traces = [.. TraceSet.Create([TempoFacts.ColumnsOf(spans)]).Traces];

    /// <summary>Whether it is a version of before 2.6: no <c>/api/v2/traces</c>, no protobuf, no hints, neither the trace's duration nor quoted names.</summary>
    public bool IsOld { get; init; }

    /// <summary>Whether it lacks the listing of values by type, too.</summary>
    public bool IsVeryOld { get; init; }

    /// <summary>The version that it names; before 2.8 it gives any traces, however it is asked.</summary>
    public string Version { get; init; } = "2.8.1";

    /// <summary>Whether it sends JSON whatever is asked for, as some that only speak Tempo's language do.</summary>
    public bool SendsJson { get; init; }

    /// <summary>Why it is not ready; null when it is.</summary>
    public string? NotReady { get; init; }

    /// <summary>The traces that it gives only when it may look everywhere.</summary>
    public ImmutableHashSet<TraceId> Elsewhere { get; init; } = [];

    /// <summary>The tenant that has the traces; null without tenants.</summary>
    public string? Tenant { get; init; }

    /// <summary>The longest window, seconds; Tempo's default is a week.</summary>
    public long LongestWindow { get; init; } = 168 * 3600;

    /// <summary>The largest limit; Tempo's default.</summary>
    public int LargestLimit { get; init; } = 262144;

    /// <summary>The traces of which it gives a part only.</summary>
    public ImmutableHashSet<TraceId> Partial { get; init; } = [];

    /// <summary>The traces that it finds but does not give.</summary>
    public ImmutableHashSet<TraceId> Missing { get; init; } = [];

    /// <summary>The traces whose root it never saw.</summary>
    public ImmutableHashSet<TraceId> Rootless { get; init; } = [];

    /// <summary>The traces that it fails on.</summary>
    public ImmutableHashSet<TraceId> Failing { get; init; } = [];

    /// <summary>The search questions that came, over either wire.</summary>
    public List<(string Query, long Start, long End, int Limit)> Searches { get; } = [];

    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        if (path == TempoGrpc.SearchPath)
        {
            return TempoGrpc.AnswerAsync(context, this);
        }

        if (context.Request.Method != "GET")
        {
            return StandInServer.Refuse(context);
        }

        if (Tenant is not null && context.Request.Headers["X-Scope-OrgID"] != Tenant)
        {
            return TextAsync(context, 401, "no org id\n");
        }

        return path switch
        {
            "/api/search" => SearchAsync(context),
            "/api/status/buildinfo" when !IsOld => JsonAsync(context, new JsonObject { ["version"] = Version, ["revision"] = "b2e2c6e" }),
            "/api/echo" => TextAsync(context, 200, "echo"),
            "/ready" => TextAsync(context, NotReady is null ? 200 : 503, NotReady ?? "ready\n"),
            "/api/v2/search/tag/resource.service.name/values" when !IsVeryOld => ValuesAsync(context, span => span.ServiceName),
            "/api/v2/search/tag/name/values" when !IsVeryOld => ValuesAsync(context, span => span.Name),
            "/api/search/tag/service.name/values" => OldValuesAsync(context, span => span.ServiceName),
            "/api/search/tag/name/values" => OldValuesAsync(context, span => span.Name),
            _ when path.StartsWith("/api/v2/traces/", StringComparison.Ordinal) && !IsOld => TraceAsync(context, path["/api/v2/traces/".Length..], hasStatus: true),
            _ when path.StartsWith("/api/traces/", StringComparison.Ordinal) => TraceAsync(context, path["/api/traces/".Length..], hasStatus: false),
            _ when path.StartsWith("/api/v2/", StringComparison.Ordinal) || path == "/api/status/buildinfo" => TextAsync(context, 404, "404 page not found\n"),
            _ => StandInServer.Refuse(context),
        };
    }

    /// <summary>Searches, as both wires do.</summary>
    /// <exception cref="FormatException">The question is refused; the message is Tempo's.</exception>
    public ImmutableArray<Trace> Search(string query, long start, long end, int limit, int spansPerSpanSet)
    {
        Searches.Add((query, start, end, limit));
        if (start >= end || start <= 0)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"http parameter start must be before end. received start={start} end={end}"));
        }

        TraceQlProgram program = TraceQlProgram.Parse(query, isAnchored: !IsOld, hasHints: !IsOld, isPlain: IsOld);
        if (limit > LargestLimit)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"limit {limit} exceeds max limit {LargestLimit}"));
        }

        if (end - start > LongestWindow)
        {
            string longest = string.Create(CultureInfo.InvariantCulture, $"{LongestWindow / 3600}h{LongestWindow / 60 % 60}m{LongestWindow % 60}s");
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"range specified by start and end exceeds {longest}. received start={start} end={end}"));
        }

        if (spansPerSpanSet is < 1 or > 100)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"spans per span set exceeds 100. received {spansPerSpanSet}"));
        }

        IEnumerable<Trace> found = _traces.Where(trace => IsWithin(trace, start, end) && program.Matches(trace));
        return [.. (program.IsMostRecent && TempoMapping.GivesNewest(Version) ? found.Reverse() : found).Take(limit)];
    }

    /// <summary>An id as a search gives it.</summary>
    public static string IdOf(Trace trace) => trace.TraceId.ToString().TrimStart('0');

    /// <summary>The root's service as a search gives it.</summary>
    public string RootServiceOf(Trace trace) => Rootless.Contains(trace.TraceId) ? "<root span not yet received>" : trace.Spans[0].ServiceName;

    private Task SearchAsync(HttpContext context)
    {
        IQueryCollection asked = context.Request.Query;
        if (asked.Keys.Except(Known).Any() || Known.Except(asked.Keys).Any() || Known.Skip(1).Any(key => !long.TryParse(asked[key], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return StandInServer.Refuse(context);
        }

        try
        {
            ImmutableArray<Trace> found = Search(asked["q"]!, Number("start"), Number("end"), (int)Number("limit"), (int)Number("spss"));
            JsonArray traces = new([.. found.Select(trace => new JsonObject
            {
                ["traceID"] = IdOf(trace),
                ["rootServiceName"] = RootServiceOf(trace),
                ["rootTraceName"] = trace.Spans[0].Name,
                ["startTimeUnixNano"] = trace.StartUnixNano.ToString(CultureInfo.InvariantCulture),
                ["durationMs"] = trace.DurationNanos / 1_000_000,
                ["spanSets"] = new JsonArray(new JsonObject { ["spans"] = new JsonArray(new JsonObject { ["spanID"] = trace.Spans[0].SpanId.ToString() }), ["matched"] = 1 }),
            })]);
            JsonObject metrics = new() { ["inspectedTraces"] = _traces.Length, ["inspectedBytes"] = "15205", ["totalBlocks"] = 1 };
            return JsonAsync(context, traces.Count == 0 ? new JsonObject { ["metrics"] = metrics } : new JsonObject { ["traces"] = traces, ["metrics"] = metrics });
        }
        catch (FormatException refusal)
        {
            return TextAsync(context, 400, refusal.Message);
        }

        long Number(string key) => long.Parse(asked[key]!, CultureInfo.InvariantCulture);
    }

    private Task TraceAsync(HttpContext context, string text, bool hasStatus)
    {
        if (!TraceId.TryParse(text, out TraceId id))
        {
            return TextAsync(context, 400, "trace IDs can only contain hex characters: invalid character at position 1");
        }

        if (Failing.Contains(id))
        {
            return TextAsync(context, 500, "error querying store in Querier.FindTraceByID");
        }

        IQueryCollection asked = context.Request.Query;
        Trace? trace = Missing.Contains(id) ? null : _traces.FirstOrDefault(trace => trace.TraceId == id);
        if (trace is not null && asked.ContainsKey("start") && (Elsewhere.Contains(id) || !IsWithin(trace, long.Parse(asked["start"]!, CultureInfo.InvariantCulture), long.Parse(asked["end"]!, CultureInfo.InvariantCulture))))
        {
            trace = null;
        }

        if (trace is null && !hasStatus)
        {
            return TextAsync(context, 404, "trace not found");
        }

        bool isPartial = Partial.Contains(id);
        ModelSpan[] given = trace is null ? [] : [.. spans.Where(span => span.TraceId == id).Skip(isPartial ? 1 : 0)];
        if (!IsOld && !SendsJson && context.Request.Headers.Accept == "application/protobuf")
        {
            return ProtobufAsync(context, given, hasStatus, isPartial);
        }

        JsonObject json = hasStatus ? TempoTraceJson.Trace(given, "resourceSpans") : TempoTraceJson.Trace(given, "batches");
        return JsonAsync(context, !hasStatus ? json : new JsonObject { ["trace"] = given.Length == 0 ? new JsonObject() : json, ["status"] = isPartial ? "PARTIAL" : "COMPLETE", ["message"] = isPartial ? Reason : "" });
    }

    private const string Reason = "Trace exceeds maximum size of 64 bytes, a partial trace is returned";

    private static async Task ProtobufAsync(HttpContext context, ModelSpan[] given, bool hasStatus, bool isPartial)
    {
        byte[] trace = new OtlpProtobufWriter(new Seeded(1)).WriteMessage(given);
        ProtobufMessage answer = new ProtobufMessage().Bytes(1, trace).Bytes(2, []);
        if (isPartial)
        {
            answer.Varint(3, 1).Text(4, Reason);
        }

        context.Response.ContentType = "application/protobuf";
        await context.Response.Body.WriteAsync(hasStatus ? answer.ToArray() : trace);
    }

    private Task ValuesAsync(HttpContext context, Func<Span, string> valueOf)
    {
        TraceQlProgram? program = context.Request.Query["q"].FirstOrDefault() is { } filter ? TraceQlProgram.Parse(filter) : null;
        IEnumerable<string> values = _traces.SelectMany(trace => trace.Spans.Where(span => program is null || program.Matches(Trace.Create([span.AsRecorded()])))).Select(valueOf);
        return JsonAsync(context, new JsonObject { ["tagValues"] = new JsonArray([.. values.Distinct().Reverse().Select(value => new JsonObject { ["type"] = "string", ["value"] = value })]), ["metrics"] = new JsonObject() });
    }

    private Task OldValuesAsync(HttpContext context, Func<Span, string> valueOf)
        => JsonAsync(context, new JsonObject { ["tagValues"] = new JsonArray([.. _traces.SelectMany(trace => trace.Spans).Select(valueOf).Distinct().Reverse().Select(value => (JsonNode)value)]) });

    private static bool IsWithin(Trace trace, long start, long end) => trace.StartUnixNano <= end * 1_000_000_000 && trace.EndUnixNano >= start * 1_000_000_000;

    private static Task JsonAsync(HttpContext context, JsonObject json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json.ToJsonString());
    }

    private static Task TextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text);
    }
}
