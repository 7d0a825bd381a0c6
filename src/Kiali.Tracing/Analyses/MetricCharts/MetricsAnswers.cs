using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>What a metric source answered to <see cref="MetricsQueries"/>.</summary>
public sealed record MetricsAnswers
{
    /// <summary>Which side of the traffic.</summary>
    public required TrafficDirection Direction { get; init; }

    /// <summary>Whether histograms have buckets, without which there are no quantiles.</summary>
    public required bool HasBuckets { get; init; }

    /// <summary>Requests by reporter, protocol and code.</summary>
    public required Answer<ImmutableArray<MetricSeries>> Requests { get; init; }

    /// <summary>Durations by reporter.</summary>
    public required Answer<HistogramAnswer> Durations { get; init; }

    /// <summary>Bytes of requests by reporter.</summary>
    public required Answer<ImmutableArray<MetricSeries>> RequestBytes { get; init; }

    /// <summary>Bytes of responses by reporter.</summary>
    public required Answer<ImmutableArray<MetricSeries>> ResponseBytes { get; init; }

    /// <summary>Whether all four answers are all there is.</summary>
    public bool Complete => Requests.Complete && Durations.Complete && RequestBytes.Complete && ResponseBytes.Complete;

    /// <summary>The warnings of all four.</summary>
    public ImmutableArray<Warning> Warnings => [.. Requests.Warnings, .. Durations.Warnings, .. RequestBytes.Warnings, .. ResponseBytes.Warnings];
}
