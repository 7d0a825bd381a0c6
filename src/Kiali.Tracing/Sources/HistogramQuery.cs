using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>Asks how a histogram grew.</summary>
/// <param name="Selector">The family, the series and their grouping.</param>
/// <param name="Window">The length of the window that ends at each time.</param>
/// <param name="Times">The windows' ends.</param>
public sealed record HistogramQuery(MetricSelector Selector, TimeSpan Window, EvaluationTimes Times)
{
    /// <summary>
    /// Whether <see cref="HistogramIncrease.CoveredSeconds"/> of one moment is wanted, which costs a live source a question more. Default no: it is then NaN where
    /// it does not come by itself.
    /// </summary>
    public bool WithCoverage { get; init; }
}
