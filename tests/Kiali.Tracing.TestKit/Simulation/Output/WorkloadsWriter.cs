using System.Text.Json;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Writes <c>workloads.json</c>: what a cluster says of its workloads and their pods.</summary>
internal static class WorkloadsWriter
{
    public static void Write(MeshSimulation simulation, Stream target)
    {
        using (var json = new Utf8JsonWriter(target, SnapshotWriter.Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("workloads");
            foreach (var workload in simulation.Scenario.Workloads
                .OrderBy(workload => workload.Namespace, StringComparer.Ordinal)
                .ThenBy(workload => workload.Name, StringComparer.Ordinal))
            {
                Workload(json, simulation.Scenario, workload);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }

    private static void Workload(Utf8JsonWriter json, Scenario scenario, ScenarioWorkload workload)
    {
        json.WriteStartObject();
        json.WriteString("cluster", scenario.Cluster);
        json.WriteString("namespace", workload.Namespace);
        json.WriteString("workload", workload.Name);
        json.WriteString("kind", workload.Kind);
        json.WriteString("app", workload.App);
        json.WriteString("version", workload.Version);
        json.WriteStartObject("labels");
        foreach (var (name, value) in workload.Labels)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("pods");
        foreach (var pod in workload.Pods.OrderBy(pod => pod.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("name", pod.Name);
            json.WriteString("node", pod.Node);
            json.WriteString("startTime", Timestamps.Rfc3339(pod.StartTime));
            json.WriteStartArray("containers");
            foreach (var container in workload.Containers)
            {
                json.WriteStartObject();
                json.WriteString("name", container.Name);
                json.WriteString("role", container.Role);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
