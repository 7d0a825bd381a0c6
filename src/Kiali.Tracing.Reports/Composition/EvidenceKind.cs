namespace Kiali.Tracing.Reports.Composition;

/// <summary>The figures and tables that statements point at.</summary>
internal enum EvidenceKind
{
    /// <summary>What changed, workload by workload.</summary>
    Changes,

    /// <summary>When traces began and how long they took.</summary>
    TraceScatter,

    /// <summary>The slowest traces.</summary>
    TraceTable,

    /// <summary>The spans of one trace in time.</summary>
    Waterfall,

    /// <summary>Where the time of one trace went.</summary>
    CriticalPath,

    /// <summary>One request against the metrics before it.</summary>
    Heatmap,

    /// <summary>Metrics with spans laid over.</summary>
    Metrics,

    /// <summary>The service graph with a trace laid over.</summary>
    Graph,

    /// <summary>The edges of the service graph.</summary>
    EdgeTable,

    /// <summary>The merged log lines.</summary>
    Logs,

    /// <summary>Duration statistics.</summary>
    Stats,
}
