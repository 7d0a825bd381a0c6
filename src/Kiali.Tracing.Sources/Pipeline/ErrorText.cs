using System.Text;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>Finds in the body of a refusal what the server says of it.</summary>
internal static class ErrorText
{
    private const int LongestBody = 16 << 10;

    private static readonly string[] Keys = ["error", "message", "msg", "detail", "reason"];

    /// <summary>Reads it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="mediaType">Its media type; some servers send JSON as text.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One line; empty when there is none, or the body is a web page.</returns>
    public static async Task<string> ReadAsync(Stream body, string mediaType, CancellationToken cancellationToken)
    {
        if (mediaType == "text/html")
        {
            return string.Empty;
        }

        byte[] buffer = new byte[LongestBody];
        int length;
        try
        {
            length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            return string.Empty;
        }

        string text = Encoding.UTF8.GetString(buffer, 0, length);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return SourceFailure.OneLine(Find(document.RootElement) ?? string.Empty);
        }
        catch (JsonException)
        {
            return SourceFailure.OneLine(text);
        }
    }

    private static string? Find(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Array:
                return element.EnumerateArray().Select(Find).FirstOrDefault(found => found is not null);
            case JsonValueKind.Object:
                return Keys.Select(key => element.TryGetProperty(key, out JsonElement value) ? Find(value) : null).FirstOrDefault(found => found is not null)
                    ?? (element.TryGetProperty("errors", out JsonElement errors) ? Find(errors) : null);
            default:
                return null;
        }
    }
}
