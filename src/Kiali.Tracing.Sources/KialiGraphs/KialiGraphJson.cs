using System.Text.Json;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.KialiGraphs;

/// <summary>Reads the graph that a Kiali server answers: <c>{timestamp, duration, graphType, elements: {nodes, edges}}</c>.</summary>
internal static class KialiGraphJson
{
    private static readonly GraphType[] Types = [GraphType.Workload, GraphType.App, GraphType.VersionedApp, GraphType.Service];

    /// <summary>Whether the first names are those of a traffic graph.</summary>
    /// <param name="head">The first bytes.</param>
    public static bool IsRecognized(FileHead head)
        => head.Json is { } json && json.Has("elements") && (json.HasAny("graphType") || json.HasAny("elements/edges/data/traffic", "elements/nodes/data/traffic"));

    /// <summary>Reads a graph.</summary>
    /// <param name="utf8">The answer.</param>
    /// <param name="responseTime">Which response time the server was asked for.</param>
    /// <param name="tally">Counts what could not be used.</param>
    /// <returns>The graph; its ids are Kiali's.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="FormatException">It is no traffic graph of Kiali's.</exception>
    public static MeshGraph Read(ReadOnlyMemory<byte> utf8, KialiResponseTime responseTime, ReadTally tally)
    {
        using JsonDocument document = JsonDocument.Parse(utf8);
        JsonElement root = document.RootElement;
        string? word = KialiGraphMapping.TextOf(root, "graphType");
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("elements", out JsonElement elements) || elements.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("it has no elements");
        }

        GraphType type = Types.Cast<GraphType?>().FirstOrDefault(known => GraphWords.Of(known!.Value) == word)
            ?? throw new FormatException($"its graph type is {word ?? "not told"}, and known are workload, app, versionedApp and service");
        MeshGraph graph = new KialiGraphMapping(responseTime, tally).ToGraph(type, DataOf(elements, "nodes"), DataOf(elements, "edges"));
        return graph with { Window = WindowOf(root) };
    }

    private static IEnumerable<JsonElement> DataOf(JsonElement elements, string name)
        => elements.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("data", out JsonElement data) ? data : item)
            : [];

    // The timestamp is when the rates were computed, the duration how far they look back; both in seconds.
    private static TimeRange? WindowOf(JsonElement root)
    {
        double? end = root.TryGetProperty("timestamp", out JsonElement timestamp) ? KialiRates.NumberOf(timestamp) : null;
        double? length = root.TryGetProperty("duration", out JsonElement duration) ? KialiRates.NumberOf(duration) : null;
        return end is > 0 and < 9e9 && length is > 0 and < 9e9 && end - length > 0
            ? new TimeRange((long)(end.Value - length.Value) * UnixTime.NanosPerSecond, (long)end.Value * UnixTime.NanosPerSecond)
            : null;
    }
}
