namespace Kiali.Tracing.Graphs;

/// <summary>How long responses took, milliseconds.</summary>
/// <param name="Avg">The mean; null when not known.</param>
/// <param name="P50">The median; null when not known.</param>
/// <param name="P95">The 95th percentile; null when not known.</param>
/// <param name="P99">The 99th percentile; null when not known.</param>
public sealed record ResponseTimes(double? Avg, double? P50, double? P95, double? P99)
{
    /// <summary>The times that are not known.</summary>
    public static ResponseTimes Unknown { get; } = new(null, null, null, null);
}
