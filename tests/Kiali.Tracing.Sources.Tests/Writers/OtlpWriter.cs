using System.Globalization;
using System.Text.Json.Nodes;

namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>Writes OTLP JSON in the dialects that are met: hexadecimal or base64 ids, numbers or names, one document or lines, properties in any order.</summary>
internal sealed class OtlpWriter(Random dice)
{
    public bool Base64 { get; init; } = dice.Next(2) == 0;

    public bool Names { get; init; } = dice.Next(2) == 0;

    public bool NumbersAsText { get; init; } = dice.Next(2) == 0;

    public bool Old { get; init; } = dice.Next(3) == 0;

    public bool UpperCaseHex { get; init; } = dice.Next(3) == 0;

    public string Write(IEnumerable<ModelSpan> spans)
    {
        bool lines = dice.Next(3) == 0;
        string top = dice.Next(3) == 0 ? "batches" : "resourceSpans";
        JsonNode[] resources = [.. spans.GroupBy(span => span.Service).Select(ResourceSpans)];
        if (lines)
        {
            return string.Join('\n', resources.Select(resource => new JsonObject { [top] = new JsonArray(resource) }.ToJsonString())) + "\n" + (resources.Length == 0 ? "{\"resourceSpans\":[]}" : string.Empty);
        }

        JsonObject document = new() { [top] = new JsonArray(resources) };
        JsonNode wrapped = dice.Next(4) == 0 ? new JsonObject { ["result"] = document } : document;
        return wrapped.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = dice.Next(2) == 0 });
    }

    /// <summary>Writes one message as an object.</summary>
    public JsonObject WriteMessage(IEnumerable<ModelSpan> spans)
        => new() { ["resourceSpans"] = new JsonArray([.. spans.GroupBy(span => span.Service).Select(ResourceSpans)]) };

    private JsonObject ResourceSpans(IGrouping<string, ModelSpan> service) => Shuffled(
        ("resource", new JsonObject { ["attributes"] = new JsonArray(Attribute(new ModelAttribute("service.name", service.Key))) }),
        (Old ? "instrumentationLibrarySpans" : "scopeSpans", new JsonArray([.. service.Chunk(2).Select(chunk => Shuffled(
            (Old ? "instrumentationLibrary" : "scope", new JsonObject { ["name"] = "lib", ["version"] = "1" }),
            ("spans", new JsonArray([.. chunk.Select(Span)]))))])),
        ("schemaUrl", "x"));

    private JsonObject Span(ModelSpan span) => Shuffled(
        ("traceId", Id(span.TraceId.ToString())),
        ("spanId", Id(span.SpanId.ToString())),
        ("parentSpanId", span.Parent.IsZero ? (dice.Next(2) == 0 ? "" : null) : Id(span.Parent.ToString())),
        ("name", span.Name),
        ("kind", Names ? "SPAN_KIND_" + span.Kind.ToString().ToUpperInvariant() : (int)span.Kind),
        ("startTimeUnixNano", Number(span.StartMicros * 1000)),
        ("endTimeUnixNano", Number((span.StartMicros + span.DurationMicros) * 1000)),
        ("attributes", Attributes(span.Attributes)),
        ("events", new JsonArray([.. span.Events.Select(item => Shuffled(
            ("timeUnixNano", Number(item.Micros * 1000)), ("name", item.Name), ("attributes", Attributes(item.Attributes))))])),
        ("links", new JsonArray([.. span.Links.Select(item => Shuffled(
            ("traceId", Id(item.TraceId.ToString())), ("spanId", Id(item.SpanId.ToString())), ("attributes", new JsonArray())))])),
        ("status", Shuffled(
            ("code", Names ? "STATUS_CODE_" + span.Status.ToString().ToUpperInvariant() : (int)span.Status), ("message", span.StatusMessage))),
        ("droppedAttributesCount", 0),
        ("unknown", new JsonObject { ["spans"] = new JsonArray(1, "x", new JsonArray()) }));

    private JsonArray Attributes(ModelAttribute[] attributes) => new([.. attributes.Select(Attribute)]);

    private JsonObject Attribute(ModelAttribute attribute) => Shuffled(
        ("key", attribute.Key),
        ("value", attribute.Value switch
        {
            string text => new JsonObject { ["stringValue"] = text },
            bool flag => new JsonObject { ["boolValue"] = flag },
            long integer => new JsonObject { ["intValue"] = NumbersAsText ? integer.ToString(CultureInfo.InvariantCulture) : integer },
            double number => new JsonObject { ["doubleValue"] = double.IsFinite(number) ? number : double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity" },
            byte[] bytes => new JsonObject { ["bytesValue"] = Convert.ToBase64String(bytes) },
            _ => throw new ArgumentException(attribute.Value.ToString()),
        }));

    private JsonNode Number(long value) => NumbersAsText ? value.ToString(CultureInfo.InvariantCulture) : value;

    private JsonNode Id(string hex) => Base64 ? Convert.ToBase64String(Convert.FromHexString(hex)) : UpperCaseHex ? hex.ToUpperInvariant() : hex;

    private JsonObject Shuffled(params (string Name, JsonNode? Value)[] properties)
    {
        dice.Shuffle(properties);
        return new JsonObject(properties.Select(property => new KeyValuePair<string, JsonNode?>(property.Name, property.Value)));
    }
}
