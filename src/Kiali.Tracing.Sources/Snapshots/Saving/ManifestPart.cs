using System.Text.Json;

namespace Kiali.Tracing.Sources.Snapshots.Saving;

/// <summary>Writes <c>snapshot.json</c>, as <see cref="SnapshotManifest"/> reads it.</summary>
internal static class ManifestPart
{
    /// <summary>Writes a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="target">Where to.</param>
    public static void Write(SnapshotManifest manifest, Stream target)
    {
        using (Utf8JsonWriter json = new(target, WorkloadsPart.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", SnapshotManifest.KnownFormat);
            Range(json, "timeRange", manifest.TimeRange);
            json.WriteStartObject("metricBackend");
            json.WriteString("name", manifest.MetricBackend);
            json.WriteString("version", manifest.MetricBackendVersion);
            json.WriteEndObject();
            json.WriteStartArray("captures");
            foreach (SnapshotCapture capture in manifest.Captures)
            {
                WriteCapture(json, capture);
            }

            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (SnapshotFile file in manifest.Files)
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                json.WriteNumber("bytes", file.Bytes);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("redacted");
            foreach (string what in manifest.Redacted)
            {
                json.WriteStringValue(what);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }

    private static void WriteCapture(Utf8JsonWriter json, SnapshotCapture capture)
    {
        json.WriteStartObject();
        json.WriteString("kind", capture.Kind);
        json.WriteString("query", capture.Query);
        if (capture.Window is { } window)
        {
            Range(json, "window", window);
        }
        else
        {
            json.WriteNull("window");
        }

        if (capture.Limit is { } limit)
        {
            json.WriteNumber("limit", limit);
        }
        else
        {
            json.WriteNull("limit");
        }

        json.WriteBoolean("complete", capture.Complete);
        json.WriteStartArray("warnings");
        foreach (string warning in capture.Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Range(Utf8JsonWriter json, string name, TimeRange range)
    {
        json.WriteStartObject(name);
        json.WriteString("from", UnixTime.ToRfc3339(range.StartUnixNano));
        json.WriteString("to", UnixTime.ToRfc3339(range.EndUnixNano));
        json.WriteEndObject();
    }
}
