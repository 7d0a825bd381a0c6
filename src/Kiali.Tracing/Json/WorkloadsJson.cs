using Kiali.Tracing.Analyses.Workloads;
using Kiali.Tracing.Catalog;

namespace Kiali.Tracing.Json;

/// <summary>Writes workloads in the JSON contract.</summary>
public static class WorkloadsJson
{
    /// <summary>Writes the document of verb <c>workloads</c>.</summary>
    /// <param name="result">The workloads.</param>
    /// <param name="output">Where it goes; stays open.</param>
    public static void Write(WorkloadsResult result, Stream output)
    {
        using ContractWriter writer = new(output);
        writer.Start("workloads", result.Window, result.Complete, result.Warnings);
        writer.Json.WriteStartArray("workloads");
        foreach (Workload workload in result.Workloads)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("cluster", workload.Ref.Cluster);
            writer.Json.WriteString("namespace", workload.Ref.Namespace);
            writer.Json.WriteString("workload", workload.Ref.Name);
            writer.Json.WriteString("kind", OrNull(workload.Kind));
            writer.Json.WriteString("app", OrNull(workload.App));
            writer.Json.WriteString("version", OrNull(workload.Version));
            writer.Strings("pods", workload.Pods.Select(pod => pod.Name));
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.End();
    }

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
