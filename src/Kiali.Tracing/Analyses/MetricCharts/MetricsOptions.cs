using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Which charts of which workload.</summary>
public sealed record MetricsOptions
{
    /// <summary>The quantiles shown when nothing else is asked for: p50, p90, p99.</summary>
    public static ImmutableArray<double> StandardQuantiles { get; } = [0.5, 0.9, 0.99];

    /// <summary>The workload.</summary>
    public required WorkloadRef Workload { get; init; }

    /// <summary>Which sides of its traffic. Empty (the default) is inbound, or outbound where nothing came in.</summary>
    public ImmutableArray<TrafficDirection> Directions { get; init; } = [];

    /// <summary>Whose proxies tell, one of <see cref="SemanticConventions.IstioReporters"/>; null (the default) is the workload's own, or its waypoint's where it has none.</summary>
    public string? Reporter { get; init; }

    /// <summary>The workload at the other end; null (the default) for any.</summary>
    public WorkloadRef? Peer { get; init; }

    /// <summary>What lines are split by; nothing by default.</summary>
    public ImmutableArray<MetricGrouping> GroupBy { get; init; } = [];

    /// <summary>How many groups are kept, those with most traffic; default 20.</summary>
    public int MostGroups { get; init; } = 20;

    /// <summary>The distance of points; null (the default) is a fiftieth of the window in whole seconds, at least two scrapes.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>How far each point looks back; null (the default) is the step, doubled until stretches hold the two samples that a rate needs.</summary>
    public TimeSpan? RateInterval { get; init; }

    /// <summary>The quantiles of the duration, each 0 to 1; default <see cref="StandardQuantiles"/>.</summary>
    public ImmutableArray<double> Quantiles { get; init; } = StandardQuantiles;

    /// <summary>How often proxies are taken to be scraped, which bounds the default step; default 15 s, as in Kiali.</summary>
    public TimeSpan ScrapeInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>From how many spans on they are drawn as box plots; default 1,000, as in Kiali.</summary>
    public int MostDots { get; init; } = 1000;

    /// <summary>The labels that lines of one side of the traffic are split by.</summary>
    /// <param name="direction">Which side.</param>
    /// <returns>The labels, each once.</returns>
    public ImmutableArray<string> LabelsOf(TrafficDirection direction) => [.. GroupBy.Select(grouping => grouping.LabelOf(direction)).Distinct()];
}
