using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>Asks for a workload's finished rates, means and quantiles over time.</summary>
public sealed record StatisticSeriesQuery
{
    /// <summary>The workload; where its cluster is not known, every cluster's is meant.</summary>
    public required WorkloadRef Workload { get; init; }

    /// <summary>Whether the requests that it answers or those that it makes.</summary>
    public required TrafficDirection Direction { get; init; }

    /// <summary>Whose proxies tell, of <see cref="SemanticConventions.IstioReporters"/>, in alphabetical order; at least one.</summary>
    public required ImmutableArray<string> Reporters { get; init; }

    /// <summary>Counters whose rate is wanted, by their whole name in <see cref="SemanticConventions.IstioMetrics"/>, with <c>_sum</c> for a histogram's.</summary>
    public ImmutableArray<string> Counters { get; init; } = [];

    /// <summary>Histograms whose mean and quantiles are wanted, by the family's name without suffix.</summary>
    public ImmutableArray<string> Histograms { get; init; } = [];

    /// <summary>The quantiles of the histograms, each 0 to 1; the mean is always asked for.</summary>
    public ImmutableArray<double> Quantiles { get; init; } = [];

    /// <summary>The labels to group by; empty makes one series of each.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>The moments: whole seconds, and multiples of their step.</summary>
    public required EvaluationTimes Times { get; init; }

    /// <summary>How far each moment looks back, whole seconds.</summary>
    public required TimeSpan RateInterval { get; init; }
}
