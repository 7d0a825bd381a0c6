using System.Globalization;
using System.Text.Json.Nodes;

namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>Writes Zipkin's JSON in the dialects that are met: a list, lists of lists, an object with them, one span a line; properties in any order.</summary>
internal sealed class ZipkinWriter(Random dice)
{
    private readonly bool _shortIds = dice.Next(3) == 0;

    public string Write(IReadOnlyCollection<ModelSpan> spans)
    {
        JsonNode[] all = [.. spans.Select(Span)];
        switch (all.Length == 0 ? 0 : dice.Next(4))
        {
            case 1:
                return string.Join('\n', all.Select(span => span.ToJsonString()));
            case 2:
                return new JsonArray([.. all.Chunk(2).Select(chunk => new JsonArray(chunk))]).ToJsonString();
            case 3:
                return new JsonObject { ["traces"] = new JsonArray([.. all.Chunk(3).Select(chunk => new JsonArray(chunk))]) }.ToJsonString();
            default:
                return new JsonArray(all).ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = dice.Next(2) == 0 });
        }
    }

    /// <summary>What of a span Zipkin's JSON has room for, as it is read again: texts only, no links, no attributes of events, no internal kind.</summary>
    public static ModelSpan Kept(ModelSpan span) => span with
    {
        Kind = span.Kind == SpanKind.Internal ? SpanKind.Unspecified : span.Kind,
        Attributes = [.. Tags(span)],
        Events = [.. span.Events.Select(item => item with { Attributes = [] })],
        Links = [],
    };

    /// <summary>The tags of a span: its attributes, and what OpenTelemetry's exporter makes of its status.</summary>
    private static IEnumerable<ModelAttribute> Tags(ModelSpan span)
    {
        foreach (ModelAttribute attribute in span.Attributes.DistinctBy(item => item.Key))
        {
            yield return new ModelAttribute(attribute.Key, TextOf(attribute.Value));
        }

        if (span.Status != SpanStatusCode.Unset)
        {
            yield return new ModelAttribute("otel.status_code", span.Status.ToString().ToUpperInvariant());
            yield return new ModelAttribute("otel.status_description", span.StatusMessage);
        }
    }

    private JsonObject Span(ModelSpan span)
    {
        JsonObject json = Shuffled(
            ("traceId", _shortIds ? span.TraceId.ToString().TrimStart('0') : span.TraceId.ToString()),
            ("id", span.SpanId.ToString()),
            ("name", span.Name),
            ("timestamp", span.StartMicros),
            ("duration", span.DurationMicros),
            ("localEndpoint", new JsonObject { ["serviceName"] = span.Service }),
            ("annotations", new JsonArray([.. span.Events.Select(item => Shuffled(("timestamp", item.Micros), ("value", item.Name)))])),
            ("tags", new JsonObject(Tags(span).Select(tag => new KeyValuePair<string, JsonNode?>(tag.Key, (string)tag.Value)))),
            ("debug", true),
            ("shared", false));
        if (span.Kind is not (SpanKind.Unspecified or SpanKind.Internal))
        {
            json["kind"] = span.Kind.ToString().ToUpperInvariant();
        }

        if (!span.Parent.IsZero)
        {
            json["parentId"] = span.Parent.ToString();
        }

        return json;
    }

    private static string TextOf(object value) => value is byte[] bytes ? Convert.ToBase64String(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private JsonObject Shuffled(params (string Name, JsonNode? Value)[] properties)
    {
        dice.Shuffle(properties);
        return new JsonObject(properties.Select(property => new KeyValuePair<string, JsonNode?>(property.Name, property.Value)));
    }
}
