using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources.Snapshots.Saving;

/// <summary>Writes <c>workloads.json</c>: workloads with their pods and containers.</summary>
internal static class WorkloadsPart
{
    /// <summary>Indented; only what JSON demands is escaped.</summary>
    public static JsonWriterOptions Options { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes workloads.</summary>
    /// <param name="workloads">The workloads.</param>
    /// <param name="target">Where to.</param>
    public static void Write(ImmutableArray<Workload> workloads, Stream target)
    {
        using (Utf8JsonWriter json = new(target, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("workloads");
            foreach (Workload workload in workloads)
            {
                WriteWorkload(json, workload);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }

    private static void WriteWorkload(Utf8JsonWriter json, Workload workload)
    {
        json.WriteStartObject();
        json.WriteString("cluster", workload.Ref.Cluster);
        json.WriteString("namespace", workload.Ref.Namespace);
        json.WriteString("workload", workload.Ref.Name);
        json.WriteString("kind", workload.Kind);
        json.WriteString("app", workload.App);
        json.WriteString("version", workload.Version);
        json.WriteStartObject("labels");
        foreach ((string name, string value) in workload.Labels)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("pods");
        foreach (Pod pod in workload.Pods)
        {
            json.WriteStartObject();
            json.WriteString("name", pod.Name);
            json.WriteString("node", pod.Node);
            json.WriteString("startTime", pod.StartUnixNano is { } start ? UnixTime.ToRfc3339(start) : null);
            json.WriteStartArray("containers");
            foreach (Container container in pod.Containers)
            {
                json.WriteStartObject();
                json.WriteString("name", container.Name);
                json.WriteString("role", RoleOf(container.Role));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string RoleOf(ContainerRole role) => role switch
    {
        ContainerRole.Proxy => "proxy",
        ContainerRole.Waypoint => "waypoint",
        ContainerRole.Ztunnel => "ztunnel",
        _ => "app",
    };
}
