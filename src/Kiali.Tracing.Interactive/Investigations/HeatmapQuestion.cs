using Kiali.Tracing.Analyses.Heatmaps;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>What a heatmap asks of one interval; spans of one workload share their questions.</summary>
internal sealed record HeatmapQuestion(WorkloadRef Workload, TrafficDirection Direction, bool WithWaypoint, HeatmapInterval Interval, long AnchorUnixMillis)
{
    public static HeatmapQuestion Of(HeatmapTarget target, HeatmapInterval interval, long anchorUnixMillis)
        => new(target.Workload, target.Direction, target.WithWaypoint, interval, interval.Fixed is null ? anchorUnixMillis : 0);
}
