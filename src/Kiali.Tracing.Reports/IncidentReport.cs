using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Analyses.Incidents;
using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Analyses.Stats;
using Kiali.Tracing.Analyses.TraceDetail;
using Kiali.Tracing.Analyses.Traces;

namespace Kiali.Tracing.Reports;

/// <summary>What an incident report is made of: results, never a source. A result that is null leaves its section out.</summary>
public sealed record IncidentReport
{
    /// <summary>The title on the cover, in the PDF's metadata and at the foot of every page.</summary>
    public required string Title { get; init; }

    /// <summary>What the report is about, on the line above the title: the namespace, an application. Null or empty shows nothing.</summary>
    public string? Subject { get; init; }

    /// <summary>The window that all results are of.</summary>
    public required AnalysisWindow Window { get; init; }

    /// <summary>Where the data came from, and what is missing.</summary>
    public required ReportProvenance Provenance { get; init; }

    /// <summary>The stretch of slow or failed requests and what changed in it; null leaves "What changed" out.</summary>
    public IncidentResult? Incident { get; init; }

    /// <summary>The traces of the window: the figure on the cover, and the timeline; null leaves them out.</summary>
    public TracesResult? Traces { get; init; }

    /// <summary>The trace to look at closely; null leaves its section out.</summary>
    public TraceDetailResult? TraceDetail { get; init; }

    /// <summary>The trace of <see cref="TraceDetail"/> against the metrics of its workload; null leaves it out.</summary>
    public HeatmapResult? Heatmap { get; init; }

    /// <summary>A workload's metrics over time; null leaves them out.</summary>
    public MetricsResult? Metrics { get; init; }

    /// <summary>The mesh graph, with a trace laid over it or without; null leaves it out.</summary>
    public GraphResult? Graph { get; init; }

    /// <summary>The merged log lines; null leaves them out. All of them are shown, up to the limit of <see cref="ReportOptions"/>.</summary>
    public LogsResult? Logs { get; init; }

    /// <summary>Duration statistics; null leaves them out.</summary>
    public StatsResult? Stats { get; init; }
}
