using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>How one kind of data came into a snapshot.</summary>
/// <param name="Kind">For instance <c>traces</c>.</param>
/// <param name="Query">What the back end was asked; empty for everything.</param>
/// <param name="Window">The time that was asked for; null when time did not matter.</param>
/// <param name="Limit">The most that was taken; null for no limit.</param>
/// <param name="Complete">Whether all that was asked for was got.</param>
/// <param name="Warnings">What was noticed while capturing.</param>
internal sealed record SnapshotCapture(
    string Kind, string Query, TimeRange? Window, long? Limit, bool Complete, ImmutableArray<string> Warnings)
{
    /// <summary>Reads an entry of the manifest.</summary>
    public static SnapshotCapture Parse(JsonElement element) => new(
        element.GetProperty("kind").GetString() ?? string.Empty,
        element.TryGetProperty("query", out JsonElement query) ? query.GetString() ?? string.Empty : string.Empty,
        element.TryGetProperty("window", out JsonElement window) && window.ValueKind == JsonValueKind.Object ? ParseRange(window) : null,
        element.TryGetProperty("limit", out JsonElement limit) && limit.ValueKind == JsonValueKind.Number ? limit.GetInt64() : null,
        !element.TryGetProperty("complete", out JsonElement complete) || complete.GetBoolean(),
        element.TryGetProperty("warnings", out JsonElement warnings) && warnings.ValueKind == JsonValueKind.Array
            ? [.. warnings.EnumerateArray().Select(WarningText)]
            : []);

    /// <summary>Reads a range of the manifest: <c>{from, to}</c>.</summary>
    /// <exception cref="FormatException">A time is no RFC 3339, or the range ends before it starts.</exception>
    public static TimeRange ParseRange(JsonElement element)
    {
        if (!UnixTime.TryParseRfc3339(element.GetProperty("from").GetString(), out long from)
            || !UnixTime.TryParseRfc3339(element.GetProperty("to").GetString(), out long to)
            || to < from)
        {
            throw new FormatException("a time range is not two RFC 3339 times in order");
        }

        return new TimeRange(from, to);
    }

    /// <summary>What an answer must say about a window that was asked for.</summary>
    /// <param name="asked">The window; null for everything.</param>
    /// <param name="uri">The snapshot.</param>
    /// <returns>The warnings; empty when the snapshot holds all that was asked for.</returns>
    public ImmutableArray<Warning> Gaps(TimeRange? asked, string uri)
    {
        ImmutableArray<Warning> warnings = [.. Warnings.Select(text => new Warning("capture", text, 1, uri))];
        if (!Complete && warnings.IsEmpty)
        {
            string limit = Limit is { } most ? string.Create(CultureInfo.InvariantCulture, $" (limit {most})") : string.Empty;
            warnings = [new Warning("capture", $"The snapshot holds only a part of the {Kind} that there were{limit}.", 1, uri)];
        }

        return asked is { } window && Window is { } held && (window.StartUnixNano < held.StartUnixNano || window.EndUnixNano > held.EndUnixNano)
            ? warnings.Add(new Warning(
                "not-captured",
                $"The snapshot holds {Kind} from {UnixTime.ToRfc3339(held.StartUnixNano)} to {UnixTime.ToRfc3339(held.EndUnixNano)} only.",
                1,
                uri))
            : warnings;
    }

    private static string WarningText(JsonElement warning) => warning.ValueKind == JsonValueKind.String
        ? warning.GetString() ?? string.Empty
        : warning.TryGetProperty("message", out JsonElement message) ? message.GetString() ?? string.Empty : warning.ToString();
}
