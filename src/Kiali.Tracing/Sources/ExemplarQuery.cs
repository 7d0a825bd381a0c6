using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>Which exemplars to look for.</summary>
/// <param name="Selector">The series they belong to: of a histogram the family's name, whose exemplars are at its buckets; of a counter its whole name. Grouping does not matter.</param>
/// <param name="Window">When they were observed.</param>
/// <param name="Limit">At most this many, the newest; null for all.</param>
public sealed record ExemplarQuery(MetricSelector Selector, TimeRange Window, int? Limit = null);
