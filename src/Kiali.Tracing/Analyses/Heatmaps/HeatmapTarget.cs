namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>A span, and whose metrics it is compared with.</summary>
/// <param name="Span">The span.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Direction">Inbound for a callee's span, outbound for a caller's.</param>
/// <param name="WithWaypoint">Whether a waypoint reports the workload's traffic, too.</param>
public sealed record HeatmapTarget(Span Span, WorkloadRef Workload, TrafficDirection Direction, bool WithWaypoint)
{
    /// <summary>The span's end rounded up to a whole millisecond, Unix time: a request is counted when it ends.</summary>
    public long AnchorUnixMillis => UnixTime.CeilingToUnixMillis(Span.EndUnixNano);
}
