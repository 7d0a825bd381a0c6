using System.Text.Json;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>
/// Writes the logs as OTLP/JSON, one LogsData for each minute, in it one resource for each container: the body is the line as
/// it was, the time is the container runtime's. Lines are not parsed, so none has a severity or trace id of its own.
/// </summary>
internal static class OtlpLogWriter
{
    public static void Write(MeshSimulation simulation, Stream target)
    {
        var from = UnixNanos.Of(simulation.Scenario.Telemetry.LogsFrom);
        var to = UnixNanos.Of(simulation.Scenario.To);
        var minutes = ApplicationLogs.Of(simulation).Concat(ProxyLogs.Of(simulation))
            .Where(line => line.TimeNanos >= from && line.TimeNanos < to)
            .OrderBy(line => line.TimeNanos)
            .GroupBy(line => line.TimeNanos / (60 * UnixNanos.PerSecond));
        foreach (var minute in minutes)
        {
            using (var json = new Utf8JsonWriter(target, OtlpJson.Options))
            {
                Minute(json, minute);
            }

            target.WriteByte((byte)'\n');
        }
    }

    private static void Minute(Utf8JsonWriter json, IEnumerable<LogDraft> lines)
    {
        json.WriteStartObject();
        json.WriteStartArray("resourceLogs");
        var containers = lines.GroupBy(line => (line.Pod, line.Container))
            .OrderBy(group => group.Key.Pod.Name, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Container, StringComparer.Ordinal);
        foreach (var container in containers)
        {
            json.WriteStartObject();
            OtlpJson.Resource(json, PodResource.OfContainer(container.Key.Pod, container.Key.Container));
            json.WriteStartArray("scopeLogs");
            json.WriteStartObject();
            json.WriteStartObject("scope");
            json.WriteEndObject();
            json.WriteStartArray("logRecords");
            foreach (var line in container)
            {
                Record(json, line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Record(Utf8JsonWriter json, LogDraft line)
    {
        json.WriteStartObject();
        json.WriteString("timeUnixNano", Timestamps.Nanos(line.TimeNanos));
        json.WriteStartObject("body");
        json.WriteString("stringValue", line.Body);
        json.WriteEndObject();
        json.WriteStartArray("attributes");
        OtlpJson.Attribute(json, "log.iostream", line.Stream);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
