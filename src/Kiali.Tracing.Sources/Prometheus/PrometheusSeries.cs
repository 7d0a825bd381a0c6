using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>A series of an answer.</summary>
/// <param name="Name">The metric's name; empty when the expression computed something.</param>
/// <param name="Labels">The labels, without the name.</param>
/// <param name="Points">The numbers, by rising time.</param>
/// <param name="Histograms">The native histograms, by rising time.</param>
internal sealed record PrometheusSeries(string Name, LabelSet Labels, ImmutableArray<MetricPoint> Points, ImmutableArray<PrometheusHistogram> Histograms);
