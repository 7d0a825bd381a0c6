using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Incidents;

/// <summary>The stretch of time in which requests were slow or failed, and the workload whose own work changed most.</summary>
public sealed record IncidentResult
{
    /// <summary>The stretch, from and to whole steps of the resolution; null when there is no incident.</summary>
    public TimeRange? Stretch { get; init; }

    /// <summary>Slow or failed traces in the stretch.</summary>
    public int BadTraceCount { get; init; }

    /// <summary>All traces in the stretch.</summary>
    public int TraceCount { get; init; }

    /// <summary>The median duration of the traces outside the stretch, milliseconds; null when there are none.</summary>
    public double? UsualMs { get; init; }

    /// <summary>The median duration of the slow or failed traces in the stretch, milliseconds.</summary>
    public double? BadMs { get; init; }

    /// <summary>The slow or failed trace of median duration: the one to look at; null when there is no incident.</summary>
    public TraceId? Representative { get; init; }

    /// <summary>The workloads by how much of their own time or failures came on top in the stretch, most first; empty when there is no incident.</summary>
    public ImmutableArray<WorkloadChange> Changes { get; init; } = [];

    /// <summary>The workload whose own work changed most; null when no workload's did.</summary>
    public WorkloadChange? Cause => Changes.IsEmpty || Changes[0].Kind == IncidentKind.Unknown ? null : Changes[0];
}
