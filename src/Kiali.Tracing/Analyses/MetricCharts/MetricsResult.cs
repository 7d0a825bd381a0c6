using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>The metric charts of a workload, with the spans laid over.</summary>
public sealed record MetricsResult
{
    /// <summary>The stretch of time they are about.</summary>
    public required AnalysisWindow Window { get; init; }

    /// <summary>Whose charts they are.</summary>
    public required WorkloadRef Workload { get; init; }

    /// <summary>The only workload at the other end that counts; null when all do.</summary>
    public WorkloadRef? Peer { get; init; }

    /// <summary>Whose proxies were asked for by name; null when the workload's own tell, or its waypoint's.</summary>
    public string? Reporter { get; init; }

    /// <summary>At which moments they have points.</summary>
    public required MetricsSampling Sampling { get; init; }

    /// <summary>The charts, inbound before outbound.</summary>
    public required ImmutableArray<DirectionCharts> Directions { get; init; }

    /// <summary>Whether nothing was left out.</summary>
    public required bool Complete { get; init; }

    /// <summary>What was left out, changed or could not be read.</summary>
    public required ImmutableArray<Warning> Warnings { get; init; }

    /// <summary>All charts, by direction.</summary>
    public IEnumerable<MetricChart> Charts => Directions.SelectMany(direction => direction.Charts);

    /// <summary>The spans of all directions, by direction and start.</summary>
    public IEnumerable<OverlaidSpan> Spans => Directions.SelectMany(direction => direction.Overlay?.Spans ?? []);
}
