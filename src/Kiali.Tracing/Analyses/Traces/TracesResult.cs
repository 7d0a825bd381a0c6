using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Traces;

/// <summary>The traces of a window and what they have in common.</summary>
public sealed record TracesResult
{
    /// <summary>The window.</summary>
    public required AnalysisWindow Window { get; init; }

    /// <summary>Whether nothing was left out.</summary>
    public required bool Complete { get; init; }

    /// <summary>What was left out, changed or could not be read.</summary>
    public required ImmutableArray<Warning> Warnings { get; init; }

    /// <summary>What was asked for.</summary>
    public required TracesOptions Options { get; init; }

    /// <summary>The traces, by start, then id.</summary>
    public required ImmutableArray<TraceSummary> Traces { get; init; }

    /// <summary>The median of their durations, milliseconds, by linear interpolation; null when there are none.</summary>
    public required double? P50Ms { get; init; }

    /// <summary>The 90th percentile of their durations, milliseconds, by linear interpolation; null when there are none.</summary>
    public required double? P90Ms { get; init; }

    /// <summary>How many have a span that failed.</summary>
    public required int ErrorTraceCount { get; init; }

    /// <summary>The share of the window between the first and the last trace's start, 0 to 1; 0 when there are none.</summary>
    public required double CoveredShare { get; init; }

    /// <summary>Whether the limit left traces out.</summary>
    public required bool LimitReached { get; init; }

    /// <summary>The trace to point out; null when none was named, or the window lacks it.</summary>
    public required TraceSummary? Chosen { get; init; }

    /// <summary>Whether the traces reach over the window: at least 85 % of it, as Kiali asks for.</summary>
    public bool CoversWindow => CoveredShare >= 0.85;

    /// <summary>The traces, slowest first; of equally slow ones the earlier first.</summary>
    public ImmutableArray<TraceSummary> SlowestFirst => [.. Traces.OrderByDescending(trace => trace.DurationNanos)];
}
