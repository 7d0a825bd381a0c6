using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Snapshots.Saving;

/// <summary>Writes log lines as OTLP/JSON, one LogsData for each minute, in it one resource for each container: lines as they were written, the times the container runtime's.</summary>
internal static class LogsPart
{
    private const long Minute = 60 * UnixTime.NanosPerSecond;

    /// <summary>Writes lines.</summary>
    /// <param name="lines">The lines, by time.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static void Write(ImmutableArray<RawLogLine> lines, Stream target, CancellationToken cancellationToken)
    {
        int start = 0;
        while (start < lines.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long minute = lines[start].UnixNano / Minute;
            int end = start;
            while (end < lines.Length && lines[end].UnixNano / Minute == minute)
            {
                end++;
            }

            using (Utf8JsonWriter json = new(target, OtlpJsonWriter.Options))
            {
                WriteMinute(json, lines[start..end]);
            }

            target.WriteByte((byte)'\n');
            start = end;
        }
    }

    private static void WriteMinute(Utf8JsonWriter json, ImmutableArray<RawLogLine> lines)
    {
        json.WriteStartObject();
        json.WriteStartArray("resourceLogs");
        foreach (IGrouping<(WorkloadRef Workload, string Pod, string Container, ContainerRole Role), RawLogLine> container in lines
            .GroupBy(line => (line.Workload, line.Pod, line.Container, line.Role)))
        {
            json.WriteStartObject();
            json.WriteStartObject("resource");
            OtlpJsonWriter.Attributes(json, ResourceOf(container.Key));
            json.WriteEndObject();
            json.WriteStartArray("scopeLogs");
            json.WriteStartObject();
            json.WriteStartArray("logRecords");
            foreach (RawLogLine line in container)
            {
                WriteLine(json, line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The kind of the workload is the catalogue's to know: here it is named by the key that every reader takes for a workload's.
    private static AttributeSet ResourceOf((WorkloadRef Workload, string Pod, string Container, ContainerRole Role) of)
    {
        List<KeyValuePair<string, AttributeValue>> items = [];
        Add(OpenTelemetryAttributes.ClusterName, of.Workload.Cluster);
        Add(OpenTelemetryAttributes.NamespaceName, of.Workload.Namespace);
        Add(OpenTelemetryAttributes.DeploymentName, of.Workload.Name);
        Add(OpenTelemetryAttributes.PodName, of.Pod);
        Add(OpenTelemetryAttributes.ContainerName, of.Container);
        return new AttributeSet([.. items]);

        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                items.Add(new(key, AttributeValue.Of(value)));
            }
        }
    }

    private static void WriteLine(Utf8JsonWriter json, RawLogLine line)
    {
        json.WriteStartObject();
        OtlpJsonWriter.Nanos(json, "timeUnixNano", line.UnixNano);
        json.WriteStartObject("body");
        json.WriteString("stringValue", line.Body);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
