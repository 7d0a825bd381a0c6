using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>One series as it was read.</summary>
/// <param name="Name">The metric's name, suffix included.</param>
/// <param name="Labels">The labels.</param>
/// <param name="Samples">The samples.</param>
internal sealed record StoredSeries(string Name, LabelSet Labels, SampleBlock Samples);
