using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>A trace against the duration statistics of the workloads it passed.</summary>
public sealed record HeatmapResult
{
    /// <summary>The trace.</summary>
    public required TraceId TraceId { get; init; }

    /// <summary>What was asked.</summary>
    public required HeatmapOptions Options { get; init; }

    /// <summary>From the start of the longest interval to the anchor.</summary>
    public required AnalysisWindow Window { get; init; }

    /// <summary>The compared span's matrix.</summary>
    public required HeatmapMatrix Matrix { get; init; }

    /// <summary>Kiali's mean over the proxy spans.</summary>
    public required HeatmapMean Mean { get; init; }

    /// <summary>The matrices of all spans that map to a workload; empty unless asked for.</summary>
    public ImmutableArray<HeatmapMatrix> Spans { get; init; } = [];

    /// <summary>Whether the source gave finished statistics: then there are no numbers of requests, no bounds and no ranks.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Whether nothing was left out.</summary>
    public required bool Complete { get; init; }

    /// <summary>What was left out.</summary>
    public required ImmutableArray<Warning> Warnings { get; init; }
}
