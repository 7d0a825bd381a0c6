using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>Asks for the statistics of a workload's request durations in one interval.</summary>
public sealed record DurationStatisticsQuery
{
    /// <summary>The workload; where its cluster is not known, every cluster's is meant.</summary>
    public required WorkloadRef Workload { get; init; }

    /// <summary>Whether the requests that it answers or those that it makes.</summary>
    public required TrafficDirection Direction { get; init; }

    /// <summary>Whose proxies tell, of <see cref="SemanticConventions.IstioReporters"/>, in alphabetical order; at least one.</summary>
    public required ImmutableArray<string> Reporters { get; init; }

    /// <summary>The length of the interval.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The end of the interval, whole Unix milliseconds. A source that keeps whole seconds takes the last one not after it.</summary>
    public required long AtUnixMillis { get; init; }

    /// <summary>The quantiles, each 0 to 1; the mean is always asked for.</summary>
    public required ImmutableArray<double> Quantiles { get; init; }
}
