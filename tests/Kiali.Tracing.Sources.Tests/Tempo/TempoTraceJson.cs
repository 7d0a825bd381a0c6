using System.Globalization;
using System.Text.Json.Nodes;
using Kiali.Tracing.Sources.Tests.Writers;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Writes traces as Tempo's JSON has them: ids in base64, enumerations by name, 64-bit numbers as texts, defaults left away.</summary>
internal static class TempoTraceJson
{
    public static JsonObject Trace(IEnumerable<ModelSpan> spans, string list) => new()
    {
        [list] = new JsonArray([.. spans.GroupBy(span => span.Service).Select(service => new JsonObject
        {
            ["resource"] = new JsonObject { ["attributes"] = Attributes([new ModelAttribute("service.name", service.Key)]) },
            ["scopeSpans"] = new JsonArray([.. service.Chunk(2).Select(scope => new JsonObject { ["scope"] = new JsonObject { ["name"] = "lib" }, ["spans"] = new JsonArray([.. scope.Select(Span)]) })]),
        })]),
    };

    private static JsonObject Span(ModelSpan span)
    {
        JsonObject json = new()
        {
            ["traceId"] = Base64(span.TraceId.ToString()),
            ["spanId"] = Base64(span.SpanId.ToString()),
            ["name"] = span.Name,
            ["startTimeUnixNano"] = Number(span.StartMicros * 1000),
            ["endTimeUnixNano"] = Number((span.StartMicros + span.DurationMicros) * 1000),
            ["attributes"] = Attributes(span.Attributes),
            ["status"] = span.Status == SpanStatusCode.Unset ? new JsonObject() : new JsonObject { ["code"] = "STATUS_CODE_" + span.Status.ToString().ToUpperInvariant() },
        };
        if (!span.Parent.IsZero)
        {
            json["parentSpanId"] = Base64(span.Parent.ToString());
        }

        if (span.Kind != SpanKind.Unspecified)
        {
            json["kind"] = "SPAN_KIND_" + span.Kind.ToString().ToUpperInvariant();
        }

        return json;
    }

    private static JsonArray Attributes(IEnumerable<ModelAttribute> attributes) => new([.. attributes.Select(attribute => new JsonObject
    {
        ["key"] = attribute.Key,
        ["value"] = attribute.Value switch
        {
            string text => new JsonObject { ["stringValue"] = text },
            bool flag => new JsonObject { ["boolValue"] = flag },
            long integer => new JsonObject { ["intValue"] = Number(integer) },
            double number => new JsonObject { ["doubleValue"] = number },
            _ => throw new ArgumentException(attribute.Key),
        },
    })]);

    private static string Base64(string hex) => Convert.ToBase64String(Convert.FromHexString(hex));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
