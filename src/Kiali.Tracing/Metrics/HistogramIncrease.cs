using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>How a histogram grew in one window, summed over the series of one group, with Prometheus's extrapolation.</summary>
/// <param name="Labels">The group's labels.</param>
/// <param name="UnixMillis">The window's end.</param>
/// <param name="Buckets">The cumulative buckets by rising bound; empty when the source has none.</param>
/// <param name="Sum">The increase of the sum, in the family's unit; null without samples.</param>
/// <param name="Count">The increase of the count; null without samples.</param>
/// <param name="CoveredSeconds">From the first to the last sample in the window, of the series that reaches widest; 0 without samples, NaN when not
/// asked for or not known.</param>
public sealed record HistogramIncrease(
    LabelSet Labels, long UnixMillis, ImmutableArray<HistogramBucket> Buckets, double? Sum, double? Count, double CoveredSeconds);
