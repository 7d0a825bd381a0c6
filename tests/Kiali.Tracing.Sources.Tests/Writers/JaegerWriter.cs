using System.Globalization;
using System.Text.Json.Nodes;

namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>Writes Jaeger UI JSON in the dialects that are met: answer, bare list, single traces; copies of spans in references; properties in any order.</summary>
internal sealed class JaegerWriter(Random dice)
{
    private readonly bool _shortIds = dice.Next(3) == 0;

    public string Write(IReadOnlyCollection<ModelSpan> spans)
    {
        JsonNode[] traces = [.. spans.GroupBy(span => span.TraceId).Select(Trace)];
        bool single = traces.Length == 1 && dice.Next(2) == 0;
        JsonNode document = single
            ? dice.Next(2) == 0 ? traces[0] : new JsonObject { ["data"] = traces[0], ["id"] = "x", ["state"] = "FETCH_DONE" }
            : dice.Next(3) == 0 && traces.Length > 0 ? new JsonArray(traces)
            : Shuffled(("data", new JsonArray(traces)), ("total", 0), ("limit", 0), ("errors", null));
        return document.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = dice.Next(2) == 0 });
    }

    /// <summary>Writes an answer of Jaeger's HTTP API: the envelope, and errors beside the traces where there are any.</summary>
    public string WriteAnswer(IEnumerable<ModelSpan> spans, params string[] errors) => new JsonObject
    {
        ["data"] = new JsonArray([.. spans.GroupBy(span => span.TraceId).Select(Trace)]),
        ["total"] = 0,
        ["limit"] = 0,
        ["offset"] = 0,
        ["errors"] = errors.Length == 0 ? null : new JsonArray([.. errors.Select(error => new JsonObject { ["code"] = 500, ["msg"] = error })]),
    }.ToJsonString();

    private JsonObject Trace(IGrouping<TraceId, ModelSpan> trace)
    {
        Dictionary<string, string> processes = [];
        foreach (ModelSpan span in trace)
        {
            processes.TryAdd(span.Service, "p" + (processes.Count + 1));
        }

        return Shuffled(
            ("traceID", Id(trace.Key)),
            ("spans", new JsonArray([.. trace.Select(span => Span(span, processes[span.Service]))])),
            ("processes", new JsonObject(processes.Select(process => new KeyValuePair<string, JsonNode?>(
                process.Value, Shuffled(("serviceName", process.Key), ("tags", new JsonArray())))))),
            ("warnings", null));
    }

    private JsonObject Span(ModelSpan span, string process) => Shuffled(
        ("traceID", Id(span.TraceId)),
        ("spanID", span.SpanId.ToString()),
        ("flags", 1),
        ("operationName", span.Name),
        ("references", new JsonArray([.. References(span)])),
        ("startTime", span.StartMicros),
        ("duration", span.DurationMicros),
        ("tags", new JsonArray([.. span.Attributes.Concat(FieldTags(span)).Select(Tag)])),
        ("logs", new JsonArray([.. span.Events.Select(item => Shuffled(
            ("timestamp", item.Micros),
            ("fields", new JsonArray([.. item.Attributes.Prepend(new ModelAttribute("event", item.Name)).Select(Tag)]))))])),
        ("processID", process),
        ("warnings", null),
        ("depth", 3));

    /// <summary>What Jaeger makes of OTLP's fields.</summary>
    public static IEnumerable<ModelAttribute> FieldTags(ModelSpan span)
    {
        if (span.Kind != SpanKind.Unspecified)
        {
            yield return new ModelAttribute("span.kind", span.Kind.ToString().ToLowerInvariant());
        }

        if (span.Status != SpanStatusCode.Unset)
        {
            yield return new ModelAttribute("otel.status_code", span.Status.ToString().ToUpperInvariant());
            yield return new ModelAttribute("otel.status_description", span.StatusMessage);
        }
    }

    private IEnumerable<JsonNode> References(ModelSpan span)
    {
        if (!span.Parent.IsZero)
        {
            JsonObject reference = Shuffled(("refType", "CHILD_OF"), ("traceID", Id(span.TraceId)), ("spanID", span.Parent.ToString()));
            if (dice.Next(3) == 0)
            {
                reference["span"] = new JsonObject { ["spanID"] = "dead", ["references"] = new JsonArray(), ["tags"] = new JsonArray(Tag(new ModelAttribute("k", "copy"))) };
            }

            yield return reference;
        }

        foreach (ModelLink link in span.Links)
        {
            yield return Shuffled(("refType", "FOLLOWS_FROM"), ("traceID", Id(link.TraceId)), ("spanID", link.SpanId.ToString()));
        }
    }

    private JsonNode Tag(ModelAttribute attribute)
    {
        (string type, JsonNode value) = attribute.Value switch
        {
            string text => ("string", JsonValue.Create(text)),
            bool flag => ("bool", dice.Next(2) == 0 ? JsonValue.Create(flag) : JsonValue.Create(flag ? "true" : "false")),
            long integer => ("int64", dice.Next(2) == 0 ? (JsonNode)integer : integer.ToString(CultureInfo.InvariantCulture)),
            double number => ("float64", double.IsFinite(number) ? number : number.ToString("R", CultureInfo.InvariantCulture)),
            byte[] bytes => ("binary", (JsonNode)Convert.ToBase64String(bytes)),
            _ => throw new ArgumentException(attribute.Value.ToString()),
        };
        return Shuffled(("key", attribute.Key), ("type", type), ("value", value));
    }

    private string Id(TraceId id) => _shortIds ? id.ToString().TrimStart('0') : id.ToString();

    private JsonObject Shuffled(params (string Name, JsonNode? Value)[] properties)
    {
        dice.Shuffle(properties);
        return new JsonObject(properties.Select(property => new KeyValuePair<string, JsonNode?>(property.Name, property.Value)));
    }
}
