using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Reads Tempo's JSON answers, whatever a version adds to them: 64-bit numbers come as texts, other ones as numbers.</summary>
internal static class TempoJson
{
    /// <summary>Reads the answer of <c>/api/search</c>.</summary>
    /// <param name="body">The answer.</param>
    /// <returns>The traces found.</returns>
    /// <exception cref="JsonException">It is no such answer.</exception>
    public static TempoSearchAnswer ReadSearch(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        TempoHits hits = new();
        foreach (JsonElement trace in ItemsOf(document.RootElement, "traces"))
        {
            string id = TextOf(trace, "traceID");
            hits.Add(id, TempoMapping.HitOf(id, NumberOf(trace, "startTimeUnixNano"), NumberOf(trace, "durationMs"), TextOf(trace, "rootServiceName")));
        }

        return hits.ToAnswer(isWhole: true);
    }

    /// <summary>Reads the values of a tag: objects with a type and a value, or texts alone in the older answer.</summary>
    /// <param name="body">The answer.</param>
    /// <returns>The values that are texts, in the order they came.</returns>
    /// <exception cref="JsonException">It is no such answer.</exception>
    public static ImmutableArray<string> ReadTagValues(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return [.. ItemsOf(document.RootElement, "tagValues").Select(value => value.ValueKind == JsonValueKind.Object ? TextOf(value, "value") : TextOf(value))];
    }

    /// <summary>Reads the version in <c>/api/status/buildinfo</c>.</summary>
    /// <param name="body">The answer.</param>
    /// <returns>The version; null when there is none.</returns>
    public static string? ReadVersion(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && TextOf(document.RootElement, "version") is { Length: > 0 } version ? version : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads what stands around a trace in the answer of <c>/api/v2/traces</c>, without the trace.</summary>
    /// <param name="body">The answer; of a damaged one, what stands before the damage.</param>
    /// <returns>Whether it is such an answer, or an empty one; whether it has a part of the trace only, and why.</returns>
    public static (bool IsAnswer, bool IsPartial, string Message) ReadStatus(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body, new JsonReaderOptions { MaxDepth = 1024 });
        bool isAnswer = true;
        bool isPartial = false;
        string message = string.Empty;
        try
        {
            isAnswer = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            for (bool first = true; isAnswer && reader.Read() && reader.TokenType == JsonTokenType.PropertyName; first = false)
            {
                bool isStatus = reader.ValueTextEquals("status"u8);
                bool isMessage = reader.ValueTextEquals("message"u8);
                isAnswer = !first || isStatus || isMessage || reader.ValueTextEquals("trace"u8) || reader.ValueTextEquals("metrics"u8);
                reader.Read();
                isPartial |= isStatus && (reader.TokenType == JsonTokenType.Number ? reader.ValueSpan.SequenceEqual("1"u8) : reader.ValueSpan.SequenceEqual("PARTIAL"u8));
                message = isMessage && reader.TokenType == JsonTokenType.String ? reader.GetString()! : message;
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (isAnswer, isPartial, message);
        }

        return (isAnswer, isPartial, message);
    }

    private static JsonElement.ArrayEnumerator ItemsOf(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"it is not an object with {name}");
        }

        // Tempo leaves an empty list away.
        if (!root.TryGetProperty(name, out JsonElement list) || list.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new JsonException($"its {name} are no list");
    }

    private static string TextOf(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? TextOf(value) : string.Empty;

    // Half a surrogate pair has no text; what it is part of is as good as absent.
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }

    private static ulong NumberOf(JsonElement element, string name)
        => element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value) ? 0
            : value.ValueKind == JsonValueKind.Number ? (value.TryGetUInt64(out ulong number) ? number : 0)
            : ulong.TryParse(TextOf(value), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? number : 0;
}
