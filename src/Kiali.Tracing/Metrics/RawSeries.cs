using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>A series as it was scraped: cumulative samples, nothing computed.</summary>
/// <remarks>The two arrays are as long as each other; times rise and are distinct. A stale marker is a sample: functions leave it out.</remarks>
/// <param name="Name">The metric's name, with <c>_bucket</c>, <c>_sum</c>, <c>_count</c> or <c>_total</c>.</param>
/// <param name="Labels">The labels, <c>le</c> included.</param>
/// <param name="UnixMillis">The samples' times, whole Unix milliseconds.</param>
/// <param name="Values">The samples' values.</param>
public sealed record RawSeries(string Name, LabelSet Labels, ImmutableArray<long> UnixMillis, ImmutableArray<double> Values);
