using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Tests.Reference;

/// <summary>Reads Jaeger and OTLP JSON in the plainest way, to compare with: whole documents, no columns, nothing shared with the product.</summary>
internal static class ReferenceReader
{
    public static List<ReferenceSpan> Read(string path)
    {
        if (path.EndsWith(".pb", StringComparison.Ordinal))
        {
            return ReferenceProtobuf.Read(File.ReadAllBytes(path));
        }

        List<ReferenceSpan> spans = [];
        foreach (JsonElement document in Documents(path))
        {
            ReadDocument(document, spans);
        }

        return spans;
    }

    private static List<JsonElement> Documents(string path)
    {
        string text = File.ReadAllText(path);
        try
        {
            return [JsonDocument.Parse(text).RootElement];
        }
        catch (JsonException)
        {
            return [.. text.Split('\n').Where(line => line.Trim().Length > 0).Select(line => JsonDocument.Parse(line).RootElement)];
        }
    }

    private static void ReadDocument(JsonElement document, List<ReferenceSpan> spans)
    {
        if (document.ValueKind == JsonValueKind.Array)
        {
            spans.AddRange(document.EnumerateArray().Where(ReferenceZipkin.IsSpan).Select(ReferenceZipkin.Read));
        }
        else if (ReferenceZipkin.IsSpan(document))
        {
            spans.Add(ReferenceZipkin.Read(document));
        }
        else if (document.TryGetProperty("result", out JsonElement result))
        {
            ReadDocument(result, spans);
        }
        else if (document.TryGetProperty("data", out JsonElement data))
        {
            foreach (JsonElement trace in data.ValueKind == JsonValueKind.Array ? [.. data.EnumerateArray()] : new[] { data })
            {
                ReadJaegerTrace(trace, spans);
            }
        }
        else if (document.TryGetProperty("spans", out _))
        {
            ReadJaegerTrace(document, spans);
        }
        else
        {
            foreach (JsonElement resourceSpans in Items(document, "resourceSpans", "batches"))
            {
                ReadResourceSpans(resourceSpans, spans);
            }
        }
    }

    private static void ReadJaegerTrace(JsonElement trace, List<ReferenceSpan> spans)
    {
        foreach (JsonElement span in trace.GetProperty("spans").EnumerateArray())
        {
            BigInteger traceId = Word(Text(span, "traceID"), 16);
            List<JsonElement> references = [.. Items(span, "references").Where(reference => Word(Text(reference, "traceID"), 16) == traceId)];
            JsonElement? parent = references.Cast<JsonElement?>().FirstOrDefault(reference => Text(reference!.Value, "refType") == "CHILD_OF")
                ?? references.Cast<JsonElement?>().FirstOrDefault();
            List<KeyValuePair<string, string>> tags = [.. Items(span, "tags").Select(tag => new KeyValuePair<string, string>(Text(tag, "key"), Text(tag, "value")))];
            string process = Text(span, "processID");
            long start = long.Parse(Text(span, "startTime"), CultureInfo.InvariantCulture) * 1000;
            spans.Add(new ReferenceSpan
            {
                TraceId = traceId,
                SpanId = Word(Text(span, "spanID"), 8),
                ParentId = parent is { } found ? Word(Text(found, "spanID"), 8) : Hex(Text(span, "parentSpanID")),
                FollowsParent = parent is { } followed && Text(followed, "refType") == "FOLLOWS_FROM",
                Name = Text(span, "operationName"),
                Service = trace.GetProperty("processes").TryGetProperty(process, out JsonElement known) ? Text(known, "serviceName") : string.Empty,
                Kind = tags.FirstOrDefault(tag => tag.Key == "span.kind").Value ?? string.Empty,
                Start = start,
                End = start + (long.Parse(Text(span, "duration"), CultureInfo.InvariantCulture) * 1000),
                Status = (tags.FirstOrDefault(tag => tag.Key == "otel.status_code").Value ?? string.Empty).ToLowerInvariant(),
                Attributes = tags,
                EventCount = Items(span, "logs").Count(),
            });
        }
    }

    private static void ReadResourceSpans(JsonElement resourceSpans, List<ReferenceSpan> spans)
    {
        string service = resourceSpans.TryGetProperty("resource", out JsonElement resource)
            ? Items(resource, "attributes").Where(item => Text(item, "key") == "service.name").Select(item => AnyText(item.GetProperty("value"))).FirstOrDefault(string.Empty)
            : string.Empty;
        foreach (JsonElement scope in Items(resourceSpans, "scopeSpans", "instrumentationLibrarySpans"))
        {
            foreach (JsonElement span in Items(scope, "spans"))
            {
                long start = long.Parse("0" + Text(span, "startTimeUnixNano"), CultureInfo.InvariantCulture);
                spans.Add(new ReferenceSpan
                {
                    TraceId = Id(Text(span, "traceId"), 32),
                    SpanId = Id(Text(span, "spanId"), 16),
                    ParentId = Id(Text(span, "parentSpanId"), 16),
                    Name = Text(span, "name"),
                    Service = service,
                    Kind = KindOf(Text(span, "kind")),
                    Start = start,
                    End = Math.Max(start, long.Parse("0" + Text(span, "endTimeUnixNano"), CultureInfo.InvariantCulture)),
                    Status = span.TryGetProperty("status", out JsonElement status) ? StatusOf(Text(status, "code")) : string.Empty,
                    Attributes = [.. Items(span, "attributes").Select(item => new KeyValuePair<string, string>(Text(item, "key"), AnyText(item.GetProperty("value"))))],
                    EventCount = Items(span, "events").Count(),
                });
            }
        }
    }

    private static string KindOf(string kind) => kind.Replace("SPAN_KIND_", string.Empty, StringComparison.Ordinal).ToLowerInvariant() switch
    {
        "1" => "internal",
        "2" => "server",
        "3" => "client",
        "4" => "producer",
        "5" => "consumer",
        "0" or "unspecified" => string.Empty,
        string word => word,
    };

    private static string StatusOf(string code) => code switch
    {
        "1" or "STATUS_CODE_OK" => "ok",
        "2" or "STATUS_CODE_ERROR" => "error",
        _ => string.Empty,
    };

    private static string AnyText(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return string.Empty;
        }

        JsonProperty property = value.EnumerateObject().FirstOrDefault();
        return property.Value.ValueKind switch
        {
            JsonValueKind.Undefined => string.Empty,
            JsonValueKind.Object => string.Join(',', Items(property.Value, "values").Select(item =>
                item.TryGetProperty("key", out JsonElement key) ? key.GetString() + "=" + AnyText(item.GetProperty("value")) : AnyText(item))),
            _ => property.Value.ToString(),
        };
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, params string[] names)
        => names.Where(name => element.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array)
            .SelectMany(name => element.GetProperty(name).EnumerateArray());

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.ToString() : string.Empty;

    private static BigInteger Id(string text, int digits)
        => text.Length == 0 ? 0
        : text.Length == digits ? Hex(text)
        : Hex(Convert.ToHexString(Convert.FromBase64String(text)));

    // Words stand for ids in hand-made files: the product documents that it takes the first bytes of their digest.
    private static BigInteger Word(string text, int bytes) => text.All(char.IsAsciiHexDigit)
        ? Hex(text)
        : Hex(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes)));

    private static BigInteger Hex(string text) => text.Length == 0 ? 0 : BigInteger.Parse("0" + text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
