using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>What a trace is compared with.</summary>
public sealed record HeatmapOptions
{
    /// <summary>The statistics, in column order. Default avg, p50, p90, p99.</summary>
    public ImmutableArray<HeatmapStatistic> Statistics { get; init; } =
        [HeatmapStatistic.Average, HeatmapStatistic.Of("p50"), HeatmapStatistic.Of("p90"), HeatmapStatistic.Of("p99")];

    /// <summary>The intervals, in row order. Default 10m, 60m, 3h.</summary>
    public ImmutableArray<HeatmapInterval> Intervals { get; init; } =
    [
        new("10m", TimeSpan.FromMinutes(10)),
        new("60m", TimeSpan.FromMinutes(60)),
        new("3h", TimeSpan.FromHours(3)),
    ];

    /// <summary>The workload whose span is compared; null for that of the trace's first proxy span.</summary>
    public WorkloadRef? Workload { get; init; }

    /// <summary>The span that is compared; null for the workload's earliest server or consumer span, else its earliest client or producer span.</summary>
    public SpanId? SpanId { get; init; }

    /// <summary>When the intervals end, Unix nanoseconds; null for the end of the compared span.</summary>
    public long? AnchorUnixNano { get; init; }

    /// <summary>Whether to compare every span that maps to a workload, too.</summary>
    public bool EverySpan { get; init; }
}
