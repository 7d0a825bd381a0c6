using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>One exemplar as it was read beside a sample.</summary>
/// <param name="Name">The sample's metric, suffix included.</param>
/// <param name="Exemplar">The exemplar.</param>
internal sealed record StoredExemplar(string Name, MetricExemplar Exemplar);
