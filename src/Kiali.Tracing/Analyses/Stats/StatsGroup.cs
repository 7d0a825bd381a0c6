using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Stats;

/// <summary>The statistics of the spans that share their keys.</summary>
public sealed record StatsGroup
{
    /// <summary>The value of each key; null where spans lack it.</summary>
    public required ImmutableArray<string?> Keys { get; init; }

    /// <summary>How many spans.</summary>
    public required int Count { get; init; }

    /// <summary>How many of them failed, by <see cref="SpanErrors"/>.</summary>
    public required int Errors { get; init; }

    /// <summary>Their mean duration, milliseconds.</summary>
    public required double MeanMs { get; init; }

    /// <summary>Their median duration, milliseconds.</summary>
    public required double P50Ms { get; init; }

    /// <summary>The 90th percentile of their durations, milliseconds.</summary>
    public required double P90Ms { get; init; }

    /// <summary>The 99th percentile of their durations, milliseconds.</summary>
    public required double P99Ms { get; init; }

    /// <summary>Their self times together, milliseconds.</summary>
    public required double SelfTimeMs { get; init; }

    /// <summary>The share of failed spans, percent.</summary>
    public double ErrorPercent => 100.0 * Errors / Count;
}
