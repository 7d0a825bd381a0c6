using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Sources.Loki;

/// <summary>Takes a container's line out of what some collectors wrap around it.</summary>
internal static partial class LokiBody
{
    private const string Wrapped = "log";

    private static readonly string[] Wrappers = ["stream", "kubernetes", "docker"];

    /// <summary>Takes the line out.</summary>
    /// <param name="text">What Loki holds: the line; one of the container runtime's files with time, stream and tag before it; or a JSON object with the line as <c>log</c>.</param>
    /// <returns>The line, without its line end; several when the collector put a stack trace together.</returns>
    public static string Unwrap(string text)
    {
        if (RuntimeHead().Match(text) is { Success: true } head)
        {
            text = text[head.Length..];
        }
        else if (text.StartsWith('{') && text.Contains("\"log\"", StringComparison.Ordinal))
        {
            text = UnwrapJson(text) ?? text;
        }

        return text.TrimEnd('\r', '\n');
    }

    private static string? UnwrapJson(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            return root.TryGetProperty(Wrapped, out JsonElement line) && line.ValueKind == JsonValueKind.String && Wrappers.Any(name => root.TryGetProperty(name, out _))
                ? line.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // 2026-11-14T14:00:09.000080000Z stdout F
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d) (stdout|stderr) [FP] ", RegexOptions.NonBacktracking)]
    private static partial Regex RuntimeHead();
}
