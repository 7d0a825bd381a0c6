namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>How much of the critical path lies in one workload.</summary>
/// <param name="Name">The workload's name; the service's where no workload is known.</param>
/// <param name="DurationNanos">How long, nanoseconds.</param>
/// <param name="Share">The share of the whole path, 0 to 1.</param>
public sealed record CriticalPathShare(string Name, long DurationNanos, double Share);
