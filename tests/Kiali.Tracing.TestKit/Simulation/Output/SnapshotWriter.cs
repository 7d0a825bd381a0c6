using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Writes <c>snapshot.json</c>: what was captured, from what, and the digests of the other files.</summary>
internal static class SnapshotWriter
{
    public static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int FormatVersion = 1;

    private const string MetricQuery =
        "{__name__=~\"istio_requests_total|istio_request_duration_milliseconds_(bucket|sum|count)|istio_(request|response)_bytes_(sum|count)\"}";

    public static void Write(Scenario scenario, IEnumerable<SamplePart> parts, Stream target)
    {
        using (var json = new Utf8JsonWriter(target, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", FormatVersion);
            Window(json, "timeRange", scenario.From, scenario.To);
            json.WriteStartObject("metricBackend");
            json.WriteString("name", "prometheus");
            json.WriteString("version", scenario.Telemetry.PrometheusVersion);
            json.WriteEndObject();
            json.WriteStartArray("captures");
            Capture(json, "traces", "", scenario.From, scenario.To);
            Capture(json, "metrics", MetricQuery, scenario.From, scenario.To);
            Capture(json, "logs", "", scenario.Telemetry.LogsFrom, scenario.To);
            Capture(json, "workloads", "", scenario.From, scenario.To);
            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (var part in parts)
            {
                json.WriteStartObject();
                json.WriteString("name", part.Name);
                json.WriteNumber("bytes", part.Content.Length);
                json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(part.Content)));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("redacted");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }

    private static void Capture(Utf8JsonWriter json, string kind, string query, DateTimeOffset from, DateTimeOffset to)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("query", query);
        Window(json, "window", from, to);
        json.WriteNull("limit");
        json.WriteBoolean("complete", true);
        json.WriteStartArray("warnings");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Window(Utf8JsonWriter json, string name, DateTimeOffset from, DateTimeOffset to)
    {
        json.WriteStartObject(name);
        json.WriteString("from", Timestamps.Rfc3339(from));
        json.WriteString("to", Timestamps.Rfc3339(to));
        json.WriteEndObject();
    }
}
