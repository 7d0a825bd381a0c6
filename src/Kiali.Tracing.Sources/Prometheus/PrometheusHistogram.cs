using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>A native histogram of one moment.</summary>
/// <param name="UnixMillis">The moment.</param>
/// <param name="Count">How many observations.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Buckets">The buckets that are not empty, by rising bounds.</param>
internal sealed record PrometheusHistogram(long UnixMillis, double Count, double Sum, ImmutableArray<PrometheusBucket> Buckets);
