using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Analyses.PromQl;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Analyses.Traces;
using Kiali.Tracing.Analyses.Workloads;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>What cells can name without a <c>using</c>.</summary>
internal static class CellImports
{
    /// <summary>The namespaces, and the class whose functions are called without its name.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Threading.Tasks",
        NamespaceOf<DataFrame>(),
        NamespaceOf<Trace>(),
        NamespaceOf<HeatmapResult>(),
        NamespaceOf<IncidentResult>(),
        NamespaceOf<LogsResult>(),
        NamespaceOf<GraphOptions>(),
        NamespaceOf<MetricsResult>(),
        NamespaceOf<PromQlResult>(),
        NamespaceOf<StatsResult>(),
        NamespaceOf<TraceDetailResult>(),
        NamespaceOf<TracesResult>(),
        NamespaceOf<WorkloadsResult>(),
        NamespaceOf<Workload>(),
        typeof(FrameColumns).Namespace!,
        NamespaceOf<MeshGraph>(),
        NamespaceOf<RawLogLine>(),
        NamespaceOf<WorkloadMapping>(),
        NamespaceOf<MetricSeries>(),
        NamespaceOf<ITraceSource>(),
        typeof(CellFunctions).FullName!,
    ];

    private static string NamespaceOf<T>() => typeof(T).Namespace!;
}
