using System.Collections.Immutable;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads Jaeger's short answers over HTTP: lists of names, errors, and answers without anything in them.</summary>
internal static class JaegerJson
{
    /// <summary>The names in a list of them, or of objects that have one.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="key">The list's key; a missing list, or null, is an empty one.</param>
    /// <returns>The names, in the answer's order.</returns>
    /// <exception cref="JsonException">The answer is none of the kind.</exception>
    public static ImmutableArray<string> Names(JsonElement answer, string key)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("it is no object");
        }

        if (!answer.TryGetProperty(key, out JsonElement list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(NameOf).OfType<string>()]
            : throw new JsonException($"its {key} are no list");
    }

    /// <summary>Whether an answer is one of Jaeger's own errors: <c>{"errors":[{"msg"}]}</c>, or <c>{"error":{"message"}}</c> of api_v3.</summary>
    public static bool IsError(JsonElement answer)
        => answer.ValueKind == JsonValueKind.Object
            && ((answer.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
                || (answer.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object));

    /// <summary>Whether an answer has nothing in it: servers leave empty lists away, or send null for them.</summary>
    public static bool IsEmpty(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.Object => answer.EnumerateObject().All(property => property.Name is "data" or "result" or "resourceSpans" or "total" or "limit" or "offset" or "errors"
            && IsEmpty(property.Value)),
        JsonValueKind.Array => answer.GetArrayLength() == 0,
        JsonValueKind.Number => answer.TryGetInt32(out int number) && number == 0,
        _ => answer.ValueKind == JsonValueKind.Null,
    };

    private static string? NameOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => item.GetString(),
        JsonValueKind.Object => item.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null,
        _ => null,
    };
}
