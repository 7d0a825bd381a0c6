using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Kiali.Tracing.Sources.Tests.Samples;

/// <summary>A span as the sample's file has it, nothing interpreted.</summary>
public sealed record RecordedSpan
{
    public const int Server = 2;

    public const int Client = 3;

    public required int Line { get; init; }

    public required string TraceId { get; init; }

    public required string SpanId { get; init; }

    public required string? ParentId { get; init; }

    public required string Name { get; init; }

    public required int Kind { get; init; }

    public required long StartNanos { get; init; }

    public required long EndNanos { get; init; }

    public required ImmutableDictionary<string, string> Attributes { get; init; }

    public required ImmutableDictionary<string, string> Resource { get; init; }

    public required string? Scope { get; init; }

    public required int StatusCode { get; init; }

    public required int Events { get; init; }

    public bool FromProxy => Attributes.GetValueOrDefault("component") == "proxy";

    public string Pod => FromProxy ? Attributes["node_id"].Split('~')[2].Split('.')[0] : Resource["k8s.pod.name"];

    public static IReadOnlyList<RecordedSpan> ReadAll(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var spans = new List<RecordedSpan>();
        for (var number = 0; reader.ReadLine() is { } line; number++)
        {
            using var document = JsonDocument.Parse(line);
            foreach (var group in document.RootElement.GetProperty("resourceSpans").EnumerateArray())
            {
                var resource = Values(group.GetProperty("resource"));
                foreach (var scope in group.GetProperty("scopeSpans").EnumerateArray())
                {
                    var name = scope.GetProperty("scope").TryGetProperty("name", out var value) ? value.GetString() : null;
                    spans.AddRange(scope.GetProperty("spans").EnumerateArray().Select(span => Read(span, number, resource, name)));
                }
            }
        }

        return spans;
    }

    /// <summary>Attributes as text, whatever their type.</summary>
    public static ImmutableDictionary<string, string> Values(JsonElement owner) =>
        owner.GetProperty("attributes").EnumerateArray().ToImmutableDictionary(
            attribute => attribute.GetProperty("key").GetString()!,
            attribute => attribute.GetProperty("value").EnumerateObject().Single().Value.ToString());

    private static RecordedSpan Read(JsonElement span, int line, ImmutableDictionary<string, string> resource, string? scope) => new()
    {
        Line = line,
        TraceId = span.GetProperty("traceId").GetString()!,
        SpanId = span.GetProperty("spanId").GetString()!,
        ParentId = span.TryGetProperty("parentSpanId", out var parent) ? parent.GetString() : null,
        Name = span.GetProperty("name").GetString()!,
        Kind = span.GetProperty("kind").GetInt32(),
        StartNanos = long.Parse(span.GetProperty("startTimeUnixNano").GetString()!, CultureInfo.InvariantCulture),
        EndNanos = long.Parse(span.GetProperty("endTimeUnixNano").GetString()!, CultureInfo.InvariantCulture),
        Attributes = Values(span),
        Resource = resource,
        Scope = scope,
        StatusCode = span.GetProperty("status").TryGetProperty("code", out var code) ? code.GetInt32() : 0,
        Events = span.TryGetProperty("events", out var events) ? events.GetArrayLength() : 0,
    };
}
