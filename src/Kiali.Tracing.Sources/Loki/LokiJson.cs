using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Reads Loki's answers.</summary>
/// <remarks>
/// A line is <c>[time, line]</c>, or <c>[time, line, what came beside it]</c>: an object of texts, or one with <c>structuredMetadata</c> and <c>parsed</c>, as
/// asked for by the encoding flag <c>categorize-labels</c>.
/// </remarks>
internal static class LokiJson
{
    private const int MostDepth = 64;

    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Reads lines.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="forward">Whether the oldest was asked for first.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The lines.</returns>
    /// <exception cref="FormatException">The answer is none of lines.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<LokiPage> ReadPageAsync(Stream body, bool forward, CancellationToken cancellationToken)
    {
        using JsonDocument document = await ParseAsync(body, cancellationToken).ConfigureAwait(false);
        JsonElement root = document.RootElement;
        JsonElement data = Data(root);
        if (data.ValueKind != JsonValueKind.Object || Text(data, "resultType") != "streams" || !data.TryGetProperty("result", out JsonElement streams) || streams.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("it holds no streams of log lines");
        }

        List<LokiEntry> entries = [];
        long unreadable = 0;
        foreach (JsonElement stream in streams.EnumerateArray())
        {
            unreadable += ReadStream(stream, forward, entries);
        }

        return new LokiPage([.. entries], [.. Warnings(root), .. Warnings(data)], unreadable);
    }

    /// <summary>Reads names: of labels, or of a label's values.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The names; none when Loki has none.</returns>
    /// <exception cref="FormatException">The answer is no list of names.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<ImmutableArray<string>> ReadNamesAsync(Stream body, CancellationToken cancellationToken)
    {
        using JsonDocument document = await ParseAsync(body, cancellationToken).ConfigureAwait(false);
        JsonElement data = Data(document.RootElement);
        return data.ValueKind switch
        {
            JsonValueKind.Array => [.. data.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)],
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => throw new FormatException("it holds no names of labels"),
        };
    }

    /// <summary>Reads the version.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The version; null when it does not say.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<string?> ReadVersionAsync(Stream body, CancellationToken cancellationToken)
    {
        using JsonDocument document = await ParseAsync(body, cancellationToken).ConfigureAwait(false);
        return document.RootElement.ValueKind == JsonValueKind.Object ? Text(document.RootElement, "version") : null;
    }

    private static Task<JsonDocument> ParseAsync(Stream body, CancellationToken cancellationToken)
        => JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = MostDepth }, cancellationToken);

    private static JsonElement Data(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || Text(root, "status") != "success")
        {
            throw new FormatException("it does not say success");
        }

        return root.TryGetProperty("data", out JsonElement data) ? data : default;
    }

    private static IEnumerable<string> Warnings(JsonElement element)
    {
        if (element.TryGetProperty("warnings", out JsonElement warnings) && warnings.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement warning in warnings.EnumerateArray().Where(warning => warning.ValueKind == JsonValueKind.String))
            {
                yield return warning.GetString()!;
            }
        }

        if (element.TryGetProperty("partial", out JsonElement partial) && partial.ValueKind == JsonValueKind.True)
        {
            yield return "the answer is partial";
        }
    }

    private static long ReadStream(JsonElement stream, bool forward, List<LokiEntry> entries)
    {
        if (stream.ValueKind != JsonValueKind.Object || !stream.TryGetProperty("values", out JsonElement values) || values.ValueKind != JsonValueKind.Array)
        {
            return 1;
        }

        ImmutableSortedDictionary<string, string> labels = stream.TryGetProperty("stream", out JsonElement named) ? Texts(named) : None;
        int first = entries.Count;
        long unreadable = 0;
        foreach (JsonElement value in values.EnumerateArray())
        {
            if (ReadEntry(value, labels) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                unreadable++;
            }
        }

        if (!forward)
        {
            entries.Reverse(first, entries.Count - first);
        }

        return unreadable;
    }

    private static LokiEntry? ReadEntry(JsonElement value, ImmutableSortedDictionary<string, string> labels)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 2 || value[1].ValueKind != JsonValueKind.String
            || !long.TryParse(value[0].ValueKind == JsonValueKind.String ? value[0].GetString() : value[0].GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out long time))
        {
            return null;
        }

        return new LokiEntry(time, labels, value.GetArrayLength() > 2 ? Beside(value[2]) : None, TextOf(value[1]));
    }

    private static ImmutableSortedDictionary<string, string> Beside(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return None;
        }

        bool hasMetadata = element.TryGetProperty("structuredMetadata", out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object;
        bool hasParsed = element.TryGetProperty("parsed", out JsonElement parsed) && parsed.ValueKind == JsonValueKind.Object;
        return hasMetadata ? Texts(metadata) : hasParsed ? None : Texts(element);
    }

    private static ImmutableSortedDictionary<string, string> Texts(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return None;
        }

        ImmutableSortedDictionary<string, string>.Builder texts = None.ToBuilder();
        foreach (JsonProperty property in element.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String))
        {
            texts[property.Name] = TextOf(property.Value);
        }

        return texts.ToImmutable();
    }

    private static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : null;

    // A text may hold half a surrogate pair, which GetString refuses.
    private static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return element.GetRawText().Trim('"');
        }
    }
}
