using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Stats;

/// <summary>Statistics of spans by group.</summary>
public sealed record StatsResult
{
    /// <summary>The window.</summary>
    public required AnalysisWindow Window { get; init; }

    /// <summary>Whether nothing was left out.</summary>
    public required bool Complete { get; init; }

    /// <summary>What was left out, changed or could not be read.</summary>
    public required ImmutableArray<Warning> Warnings { get; init; }

    /// <summary>What was asked for.</summary>
    public required StatsOptions Options { get; init; }

    /// <summary>What spans are grouped by; one or two keys.</summary>
    public required ImmutableArray<StatsKey> By { get; init; }

    /// <summary>The groups, most self time first; then most spans, then by key.</summary>
    public required ImmutableArray<StatsGroup> Groups { get; init; }

    /// <summary>How many spans were counted.</summary>
    public required int SpanCount { get; init; }

    /// <summary>How many traces they belong to.</summary>
    public required int TraceCount { get; init; }

    /// <summary>All self times together, milliseconds.</summary>
    public required double SelfTimeMs { get; init; }
}
