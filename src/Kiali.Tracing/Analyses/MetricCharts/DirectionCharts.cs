using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>The charts of one side of a workload's traffic.</summary>
public sealed record DirectionCharts
{
    /// <summary>Which side.</summary>
    public required TrafficDirection Direction { get; init; }

    /// <summary>Whose proxy tells: the workload's own, or where that tells nothing its waypoint's. One of <see cref="SemanticConventions.IstioReporters"/>.</summary>
    public required string Reporter { get; init; }

    /// <summary>The labels that lines are split by; empty when they are not.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>The groups' labels, those with most requests first; empty when lines are not split.</summary>
    public ImmutableArray<LabelSet> Groups { get; init; } = [];

    /// <summary>The charts, in the order of <see cref="MetricChartKind"/>: the five of requests always, the others when they have anything to show.</summary>
    public required ImmutableArray<MetricChart> Charts { get; init; }

    /// <summary>How many points lack the two samples that a rate needs.</summary>
    public required int PointsWithoutSamples { get; init; }

    /// <summary>The spans laid over; null when none were asked for.</summary>
    public SpanOverlay? Overlay { get; init; }

    /// <summary>Single requests of the durations that name their trace, by time; none where the source has no exemplars.</summary>
    public ImmutableArray<MetricExemplar> Exemplars { get; init; } = [];

    /// <summary>The buckets in which quantiles and spans disagree, longest durations first; empty when they agree.</summary>
    public ImmutableArray<BucketBand> Bands { get; init; } = [];

    /// <summary>When requests were slow; null when they were not.</summary>
    public SlowStretch? SlowStretch { get; init; }

    /// <summary>The chart of durations.</summary>
    public MetricChart Duration => Charts[(int)MetricChartKind.RequestDuration];

    /// <summary>The chart of failed requests.</summary>
    public MetricChart Errors => Charts[(int)MetricChartKind.RequestErrors];

    /// <summary>Whether any chart has anything to show.</summary>
    public bool HasData => Charts.Any(chart => chart.HasData);

    /// <summary>Whether a chart of requests has anything to show; a workload may have connections only.</summary>
    public bool HasRequests => Charts.Any(chart => chart.IsOfRequests && chart.HasData);

    /// <summary>The charts beside the usual five.</summary>
    public ImmutableArray<MetricChart> Others => [.. Charts.Where(chart => chart.Kind > MetricChartKind.ResponseThroughput)];
}
