namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>Where a duration stands among the requests of an interval.</summary>
/// <param name="Interval">The interval's name.</param>
/// <param name="Lower">The share of requests in buckets wholly below the duration, 0 to 1.</param>
/// <param name="Upper">The share of requests in buckets not wholly above it, 0 to 1.</param>
/// <param name="Requests">How many requests there were.</param>
public sealed record HeatmapRank(string Interval, double Lower, double Upper, double Requests);
