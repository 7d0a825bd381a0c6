using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Stats;

/// <summary>What statistics are about.</summary>
public sealed record StatsOptions
{
    /// <summary>How many keys there may be.</summary>
    public const int MostKeys = 2;

    /// <summary>What spans are grouped by, at most <see cref="MostKeys"/>. Empty (the default) groups by workload if spans say theirs, else by service.</summary>
    public ImmutableArray<StatsKey> By { get; init; } = [];

    /// <summary>What the spans have in common, for the title; null when nothing was asked for.</summary>
    public string? Subject { get; init; }
}
