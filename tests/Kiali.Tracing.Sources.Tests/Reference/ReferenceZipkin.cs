using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Tests.Reference;

/// <summary>Reads Zipkin's JSON in the plainest way, to compare with.</summary>
internal static class ReferenceZipkin
{
    public static bool IsSpan(JsonElement element)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty("traceId", out _) && element.TryGetProperty("id", out _);

    public static ReferenceSpan Read(JsonElement span)
    {
        List<KeyValuePair<string, string>> attributes =
            [.. span.TryGetProperty("tags", out JsonElement tags) ? tags.EnumerateObject().Select(tag => new KeyValuePair<string, string>(tag.Name, tag.Value.ToString())) : []];
        Add("localEndpoint", "network.local", null);
        Add("remoteEndpoint", "network.peer", "peer.service");
        long start = Long(span, "timestamp") * 1000;
        bool failed = attributes.Any(tag => tag.Key == "error" && tag.Value != "false");
        return new ReferenceSpan
        {
            TraceId = Hex(Text(span, "traceId")),
            SpanId = Hex(Text(span, "id")),
            ParentId = Hex(Text(span, "parentId")),
            Name = Text(span, "name"),
            Service = span.TryGetProperty("localEndpoint", out JsonElement local) ? Text(local, "serviceName") : string.Empty,
            Kind = Text(span, "kind").ToLowerInvariant(),
            Start = start,
            End = start + (Long(span, "duration") * 1000),
            Status = failed ? "error" : string.Empty,
            Attributes = attributes,
            EventCount = span.TryGetProperty("annotations", out JsonElement annotations) ? annotations.GetArrayLength() : 0,
        };

        void Add(string name, string prefix, string? service)
        {
            if (!span.TryGetProperty(name, out JsonElement endpoint))
            {
                return;
            }

            string address = Text(endpoint, "ipv4").Length > 0 ? Text(endpoint, "ipv4") : Text(endpoint, "ipv6");
            (string Key, string Value)[] facts = [(service ?? string.Empty, Text(endpoint, "serviceName")), (prefix + ".address", address), (prefix + ".port", Text(endpoint, "port"))];
            attributes.AddRange(facts.Where(fact => fact.Key.Length > 0 && fact.Value is not ("" or "0")).Select(fact => new KeyValuePair<string, string>(fact.Key, fact.Value)));
        }
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.ToString() : string.Empty;

    private static long Long(JsonElement element, string name) => long.Parse("0" + Text(element, name), CultureInfo.InvariantCulture);

    private static BigInteger Hex(string text) => text.Length == 0 ? 0 : BigInteger.Parse("0" + text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
