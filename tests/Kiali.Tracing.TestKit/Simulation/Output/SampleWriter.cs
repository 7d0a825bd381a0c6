using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>
/// Turns a simulation into the files of a snapshot folder. The formats are written here from their specifications, with none of
/// the product's code, so that reading a sample tests the product's readers against something other than themselves.
/// </summary>
public static class SampleWriter
{
    public const string Snapshot = "snapshot.json";

    public const string Workloads = "workloads.json";

    public const string Traces = "traces.otlp.jsonl.gz";

    public const string Metrics = "metrics.openmetrics.gz";

    public const string Logs = "logs.otlp.jsonl.gz";

    /// <summary>All files, the manifest first.</summary>
    public static IReadOnlyList<SamplePart> Parts(MeshSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        SamplePart[] parts =
        [
            SamplePart.Of(Workloads, target => WorkloadsWriter.Write(simulation, target)),
            SamplePart.Of(Traces, target => OtlpTraceWriter.Write(simulation, target)),
            SamplePart.Of(Metrics, target => OpenMetricsWriter.Write(simulation, target)),
            SamplePart.Of(Logs, target => OtlpLogWriter.Write(simulation, target)),
        ];
        return [SamplePart.Of(Snapshot, target => SnapshotWriter.Write(simulation.Scenario, parts, target)), .. parts];
    }

    /// <summary>Writes all files into a folder, over what is there under the same names.</summary>
    public static void Write(MeshSimulation simulation, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var part in Parts(simulation))
        {
            File.WriteAllBytes(Path.Combine(folder, part.Name), part.Content);
        }
    }
}
