using Kiali.Tracing.Analyses.Workloads;
using Kiali.Tracing.Catalog;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>Workloads as a data frame: one row each.</summary>
public static class WorkloadsFrame
{
    /// <summary>The frame of workloads.</summary>
    /// <param name="result">The workloads.</param>
    /// <returns>The frame, rows in the order of the JSON document.</returns>
    public static DataFrame Of(WorkloadsResult result) => new FrameBuilder<Workload>(result.Workloads)
        .Text(FrameColumns.Cluster, workload => workload.Ref.Cluster)
        .Text(FrameColumns.Namespace, workload => workload.Ref.Namespace)
        .Text(FrameColumns.Workload, workload => workload.Ref.Name)
        .Text(FrameColumns.Kind, workload => OrNull(workload.Kind))
        .Text(FrameColumns.App, workload => OrNull(workload.App))
        .Text(FrameColumns.Version, workload => OrNull(workload.Version))
        .List(FrameColumns.Pods, workload => workload.Pods.Select(pod => pod.Name))
        .Build();

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
