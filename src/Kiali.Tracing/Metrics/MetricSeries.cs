using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>Values of one set of labels over time, as of Prometheus.</summary>
/// <param name="Name">The metric's name; empty for the answer of a computation.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Points">The values by rising time; times are distinct.</param>
public sealed record MetricSeries(string Name, LabelSet Labels, ImmutableArray<MetricPoint> Points);
