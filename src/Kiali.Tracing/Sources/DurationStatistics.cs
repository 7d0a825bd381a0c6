using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>The statistics of request durations in one interval, as a source computed them.</summary>
/// <param name="MeanMs">The mean, milliseconds; null without requests.</param>
/// <param name="QuantilesMs">A value for each quantile of the query, in its order, milliseconds; null without requests. Empty when there is none at all.</param>
public sealed record DurationStatistics(double? MeanMs, ImmutableArray<double?> QuantilesMs)
{
    /// <summary>The statistics of no requests.</summary>
    public static DurationStatistics None { get; } = new(null, []);
}
