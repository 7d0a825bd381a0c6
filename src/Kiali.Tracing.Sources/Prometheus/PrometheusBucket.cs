namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>A bucket of a native histogram; not cumulative. Empty ones are not sent.</summary>
/// <param name="Lower">Its lower bound.</param>
/// <param name="Upper">Its upper bound.</param>
/// <param name="Count">How many observations lie in it.</param>
internal readonly record struct PrometheusBucket(double Lower, double Upper, double Count);
