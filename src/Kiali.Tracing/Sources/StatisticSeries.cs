using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>A finished line over time.</summary>
/// <param name="Family">The counter or histogram, as the query named it.</param>
/// <param name="Quantile">Which quantile of a histogram, 0 to 1; null for its mean, and for a counter's rate.</param>
/// <param name="Labels">The group's labels.</param>
/// <param name="Points">The values by rising time: of a counter a second; of a histogram in its own unit (milliseconds, bytes).</param>
public sealed record StatisticSeries(string Family, double? Quantile, LabelSet Labels, ImmutableArray<MetricPoint> Points);
