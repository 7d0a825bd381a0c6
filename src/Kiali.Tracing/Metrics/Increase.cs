namespace Kiali.Tracing.Metrics;

/// <summary>What one series says about a range.</summary>
/// <param name="Value">Its increase.</param>
/// <param name="CoveredSeconds">From its first to its last sample in the range.</param>
internal readonly record struct Increase(double Value, double CoveredSeconds);
