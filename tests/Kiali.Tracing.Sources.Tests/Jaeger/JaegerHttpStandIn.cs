using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiali.Tracing.Sources.Tests.Writers;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Jaeger's query service over HTTP: the API of its page, or api_v3 of 1.x or 2.x; every other path is that of the page itself.</summary>
internal sealed class JaegerHttpStandIn(JaegerDialect dialect, JaegerStore store)
{
    public Task AnswerAsync(HttpContext context, string path)
    {
        string[] parts = path.Split('/');
        return (dialect, parts) switch
        {
            (JaegerDialect.Http, ["api", "traces"]) => FindAsync(context),
            (JaegerDialect.Http, ["api", "traces", string id]) => GetAsync(context, id),
            (JaegerDialect.Http, ["api", "services"]) => JsonAsync(context, Envelope(new JsonArray([.. store.Services.Select(name => (JsonNode)name)]))),
            (JaegerDialect.Http, ["api", "operations"]) => JsonAsync(context, Envelope(new JsonArray([.. Operations(context)]))),
            (not JaegerDialect.Http, ["api", "v3", "traces"]) => FindV3Async(context),
            (not JaegerDialect.Http, ["api", "v3", "traces", string id]) => GetV3Async(context, id),
            (not JaegerDialect.Http, ["api", "v3", "services"]) => JsonAsync(context, new JsonObject { ["services"] = new JsonArray([.. store.Services.Select(name => (JsonNode)name)]) }.ToJsonString()),
            (not JaegerDialect.Http, ["api", "v3", "operations"]) => JsonAsync(context, new JsonObject { ["operations"] = new JsonArray([.. Operations(context)]) }.ToJsonString()),
            (JaegerDialect.HttpV3Old, ["api", "traces" or "services" or "operations", ..]) => JaegerStandIn.NotThereAsync(context),
            _ => PageAsync(context),
        };
    }

    private static Task PageAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(JaegerStandIn.Page);
    }

    private static string Envelope(JsonNode data) => new JsonObject { ["data"] = data, ["total"] = 0, ["limit"] = 0, ["offset"] = 0, ["errors"] = null }.ToJsonString();

    private IEnumerable<JsonNode> Operations(HttpContext context)
        => store.OperationsOf(context.Request.Query["service"]!).Select(operation => new JsonObject { ["name"] = operation.Name, ["spanKind"] = operation.Kind });

    private async Task FindAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        string? problem = query["service"].Count == 0 ? "parameter 'service' is required"
            : !long.TryParse(query["start"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "unable to parse param 'start'"
            : !long.TryParse(query["end"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "unable to parse param 'end'"
            : !int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "unable to parse param 'limit'"
            : !TryNanos(query["minDuration"], out long least) ? "unable to parse param 'minDuration': time: missing unit in duration"
            : !TryNanos(query["maxDuration"], out long most) ? "unable to parse param 'maxDuration': time: missing unit in duration"
            : most != 0 && most < least ? "'maxDuration' should be greater than 'minDuration'"
            : null;
        if (problem is not null)
        {
            await ErrorAsync(context, 400, problem);
            return;
        }

        TryNanos(query["minDuration"], out long minimum);
        TryNanos(query["maxDuration"], out long maximum);
        ModelSpan[][] found = store.Find(new StoreQuery(
            query["service"]!,
            query["operation"],
            Tags(query["tags"]),
            long.Parse(query["start"]!, CultureInfo.InvariantCulture) * 1000,
            long.Parse(query["end"]!, CultureInfo.InvariantCulture) * 1000,
            minimum,
            maximum,
            int.Parse(query["limit"]!, CultureInfo.InvariantCulture)));
        await JsonAsync(context, new JaegerWriter(new Seeded(found.Length)).WriteAnswer(found.SelectMany(trace => trace)));
    }

    private async Task GetAsync(HttpContext context, string digits)
    {
        if (!TraceId.TryParse(digits, out TraceId id))
        {
            await ErrorAsync(context, 400, "strconv.ParseUint: invalid syntax");
        }
        else if (store.Trace(id) is not { Length: > 0 } trace)
        {
            await ErrorAsync(context, 404, "trace not found");
        }
        else
        {
            await JsonAsync(context, new JaegerWriter(new Seeded(trace.Length)).WriteAnswer(trace));
        }
    }

    private async Task FindV3Async(HttpContext context)
    {
        bool old = dialect == JaegerDialect.HttpV3Old;
        string Value(string snake, string camel) => context.Request.Query["query." + (old ? snake : camel)].ToString();
        string start = Value("start_time_min", "startTimeMin");
        string end = Value("start_time_max", "startTimeMax");
        if (start.Length == 0 || end.Length == 0)
        {
            await ErrorV3Async(context, old ? 500 : 400, "start time min and max are required parameters");
            return;
        }

        if (!UnixTime.TryParseRfc3339(start, out long first) || !UnixTime.TryParseRfc3339(end, out long last)
            || !int.TryParse(Value("num_traces", "searchDepth"), NumberStyles.None, CultureInfo.InvariantCulture, out int depth)
            || !TryNanos(Value("duration_min", "durationMin"), out long least)
            || !TryNanos(Value("duration_max", "durationMax"), out long most))
        {
            await ErrorV3Async(context, 400, "malformed parameter");
            return;
        }

        // 1.x ignores attributes.
        IReadOnlyDictionary<string, string> tags = old ? Tags(null) : Tags(context.Request.Query["query.attributes"]);
        ModelSpan[][] found = store.Find(new StoreQuery(Value("service_name", "serviceName"), Value("operation_name", "operationName"), tags, first, last, least, most, depth));
        await AnswerV3Async(context, found, "No traces found");
    }

    private async Task GetV3Async(HttpContext context, string digits)
        => await AnswerV3Async(context, store.Trace(TraceId.Parse(digits)) is { Length: > 0 } trace ? [trace] : [], "trace not found");

    private async Task AnswerV3Async(HttpContext context, ModelSpan[][] traces, string nothing)
    {
        bool old = dialect == JaegerDialect.HttpV3Old;
        if (traces.Length == 0 && !old)
        {
            await ErrorV3Async(context, 404, nothing);
            return;
        }

        if (traces.Length == 0 && nothing == "trace not found")
        {
            await ErrorV3Async(context, 404, nothing);
            return;
        }

        OtlpWriter writer = new(new Seeded(traces.Length)) { Base64 = old, Names = old, Old = old, UpperCaseHex = false, NumbersAsText = true };
        await JsonAsync(context, old
            ? string.Concat(traces.Select(trace => new JsonObject { ["result"] = writer.WriteMessage(trace) }.ToJsonString() + "\n"))
            : new JsonObject { ["result"] = writer.WriteMessage(traces.SelectMany(trace => trace)) }.ToJsonString());
    }

    private static Dictionary<string, string> Tags(string? json) => json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    private static bool TryNanos(string? duration, out long nanos)
    {
        nanos = 0;
        return string.IsNullOrEmpty(duration) || GoDuration.TryParse(duration, out nanos);
    }

    private static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    // Errors are JSON and say that they are text.
    private static Task ErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(new JsonObject
        {
            ["data"] = null,
            ["errors"] = new JsonArray(new JsonObject { ["code"] = status, ["msg"] = message }),
        }.ToJsonString());
    }

    private static Task ErrorV3Async(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(new JsonObject { ["error"] = new JsonObject { ["httpCode"] = status, ["message"] = message } }.ToJsonString());
    }
}
