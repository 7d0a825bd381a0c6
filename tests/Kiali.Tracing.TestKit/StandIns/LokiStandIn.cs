using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Answers as a Loki does, from streams in memory, and refuses what a Loki refuses.</summary>
public sealed class LokiStandIn
{
    private readonly List<LokiStream> _streams = [];

    /// <summary>The most lines of an answer.</summary>
    public int MostEntries { get; set; } = 5000;

    /// <summary>The longest window of a question; with the way Loki writes it.</summary>
    public (TimeSpan Length, string Written) LongestWindow { get; set; } = (TimeSpan.FromHours(721), "30d1h");

    /// <summary>The most bytes that a question may read; null for no bound.</summary>
    public long? MostBytes { get; set; }

    /// <summary>The longest window that is answered before time runs out; null for no bound.</summary>
    public TimeSpan? Patience { get; set; }

    /// <summary>Whether labels and structured metadata are told apart when asked to, as Loki 3 does.</summary>
    public bool CategorizesLabels { get; set; } = true;

    /// <summary>The tenant whose lines these are; null when there are no tenants.</summary>
    public string? Tenant { get; set; }

    /// <summary>What it says beside each answer.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Whether the version is told; some gateways do not pass it.</summary>
    public bool TellsVersion { get; set; } = true;

    /// <summary>Adds a line.</summary>
    public void Add(long unixNano, IReadOnlyDictionary<string, string> labels, string line, IReadOnlyDictionary<string, string>? metadata = null)
    {
        string key = KeyOf(labels);
        LokiStream? stream = _streams.Find(stream => stream.Key == key);
        if (stream is null)
        {
            stream = new LokiStream(key, labels, []);
            _streams.Add(stream);
        }

        stream.Entries.Add((unixNano, line, metadata ?? new Dictionary<string, string>()));
    }

    /// <summary>Removes all lines.</summary>
    public void Clear() => _streams.Clear();

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        string[] path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int api = Array.IndexOf(path, "loki");
        if (api < 0 || path.Length < api + 4 || path[api + 1] != "api" || path[api + 2] != "v1" || context.Request.Method != "GET")
        {
            await StandInServer.Refuse(context);
            return;
        }

        if (Tenant is { } tenant && context.Request.Headers["X-Scope-OrgID"] != tenant)
        {
            await RefuseAsync(context, 401, "no org id");
            return;
        }

        try
        {
            await (path[(api + 3)..] switch
            {
                ["query_range"] => QueryAsync(context),
                ["labels"] => NamesAsync(context, _streams.SelectMany(stream => stream.Labels.Keys)),
                ["label", var name, "values"] => NamesAsync(context, _streams.SelectMany(stream => stream.Labels).Where(label => label.Key == Uri.UnescapeDataString(name)).Select(label => label.Value)),
                ["status", "buildinfo"] when TellsVersion => context.Response.WriteAsJsonAsync(new { version = "3.5.3", revision = "5aa8bd27", branch = "release-3.5.x" }),
                ["status", "buildinfo"] => RefuseAsync(context, 404, "404 page not found"),
                _ => StandInServer.Refuse(context),
            });
        }
        catch (FormatException refused)
        {
            await RefuseAsync(context, 400, refused.Message);
        }
    }

    private static string KeyOf(IReadOnlyDictionary<string, string> labels)
        => "{" + string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}=\"{label.Value}\"")) + "}";

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(message + "\n");
    }

    private static long Time(HttpContext context, string name)
        => long.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out long time)
            ? time
            : throw new FormatException($"parsing time \"{context.Request.Query[name]}\": cannot parse");

    private static Task NamesAsync(HttpContext context, IEnumerable<string> names)
    {
        Time(context, "start");
        Time(context, "end");
        string[] ordered = [.. names.Distinct().Order(StringComparer.Ordinal)];
        return ordered.Length == 0 ? context.Response.WriteAsJsonAsync(new { status = "success" }) : context.Response.WriteAsJsonAsync(new { status = "success", data = ordered });
    }

    private async Task QueryAsync(HttpContext context)
    {
        long start = Time(context, "start");
        long end = Time(context, "end");
        LogQl query = LogQl.Parse(context.Request.Query["query"].ToString());
        bool backward = context.Request.Query["direction"].ToString() switch
        {
            "backward" or "BACKWARD" or "" => true,
            "forward" or "FORWARD" => false,
            { } other => throw new FormatException($"invalid direction '{other}'"),
        };
        if (!int.TryParse(context.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int limit) || limit < 1)
        {
            throw new FormatException("limit must be a positive value");
        }

        if (end <= start)
        {
            throw new FormatException("end timestamp must not be before or equal to start time");
        }

        if (limit > MostEntries)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"max entries limit per query exceeded, limit > max_entries_limit_per_query ({limit} > {MostEntries})"));
        }

        TimeSpan length = TimeSpan.FromTicks((end - start) / 100);
        if (length > LongestWindow.Length)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"the query time range exceeds the limit (query length: {(long)length.TotalHours}h{length.Minutes}m{length.Seconds}s, limit: {LongestWindow.Written})"));
        }

        if (length > Patience)
        {
            await RefuseAsync(
                context, 504, "Request timed out, decrease the duration of the request or add more label matchers (prefer exact match over regex match) to reduce the amount of data processed.");
            return;
        }

        LokiStream[] streams = [.. _streams.Where(stream => query.Selects(stream.Labels)).OrderBy(stream => stream.Key, StringComparer.Ordinal)];
        long bytes = streams.Sum(stream => stream.Entries.Where(entry => entry.UnixNano >= start && entry.UnixNano < end).Sum(entry => (long)entry.Line.Length));
        if (bytes > MostBytes)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"the query would read too many bytes (query: {bytes} B, limit: {MostBytes} B); consider adding more specific stream selectors or reduce the time range of the query"));
        }

        bool categorized = CategorizesLabels && context.Request.Headers["X-Loki-Response-Encoding-Flags"] == "categorize-labels";
        await WriteAsync(context, Choose(streams, query, start, end, limit, backward), categorized);
    }

    private static List<(LokiStream Stream, long UnixNano, string Line, IReadOnlyDictionary<string, string> Metadata)> Choose(
        LokiStream[] streams, LogQl query, long start, long end, int limit, bool backward)
    {
        IEnumerable<(LokiStream Stream, long UnixNano, string Line, IReadOnlyDictionary<string, string> Metadata)> all = streams
            .SelectMany(stream => stream.Entries
                .Where(entry => entry.UnixNano >= start && entry.UnixNano < end && query.Keeps(stream.Labels, entry.Metadata, entry.Line))
                .Select(entry => (stream, entry.UnixNano, entry.Line, entry.Metadata)))
            .OrderBy(entry => entry.UnixNano);
        return [.. (backward ? all.Reverse() : all).Take(limit)];
    }

    private async Task WriteAsync(
        HttpContext context,
        List<(LokiStream Stream, long UnixNano, string Line, IReadOnlyDictionary<string, string> Metadata)> entries,
        bool categorized)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteString("status", "success");
            if (Warnings.Count > 0)
            {
                json.WriteStartArray("warnings");
                Warnings.ForEach(json.WriteStringValue);
                json.WriteEndArray();
            }

            json.WriteStartObject("data");
            json.WriteString("resultType", "streams");
            if (categorized)
            {
                json.WriteStartArray("encodingFlags");
                json.WriteStringValue("categorize-labels");
                json.WriteEndArray();
            }

            json.WriteStartArray("result");
            foreach (var stream in entries.GroupBy(entry => categorized ? entry.Stream.Key : entry.Stream.Key + KeyOf(entry.Metadata)))
            {
                json.WriteStartObject();
                json.WriteStartObject("stream");
                foreach ((string name, string value) in stream.First().Stream.Labels.Concat(categorized ? [] : stream.First().Metadata))
                {
                    json.WriteString(name, value);
                }

                json.WriteEndObject();
                json.WriteStartArray("values");
                foreach (var entry in stream)
                {
                    json.WriteStartArray();
                    json.WriteStringValue(entry.UnixNano.ToString(CultureInfo.InvariantCulture));
                    json.WriteStringValue(entry.Line);
                    if (categorized)
                    {
                        WriteMetadata(json, entry.Metadata);
                    }

                    json.WriteEndArray();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("stats");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        await context.Response.Body.WriteAsync(body.ToArray());
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject();
        if (metadata.Count > 0)
        {
            json.WriteStartObject("structuredMetadata");
            foreach ((string name, string value) in metadata)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private sealed record LokiStream(
        string Key, IReadOnlyDictionary<string, string> Labels, List<(long UnixNano, string Line, IReadOnlyDictionary<string, string> Metadata)> Entries);
}
