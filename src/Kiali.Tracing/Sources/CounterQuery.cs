using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>Asks how counters grew: <c>sum by (…) (increase(family{…}[window]))</c>.</summary>
/// <param name="Selector">The counter's name (with <c>_sum</c> or <c>_count</c> for a histogram's), the series and their grouping.</param>
/// <param name="Window">The length of the window that ends at each time.</param>
/// <param name="Times">The windows' ends.</param>
public sealed record CounterQuery(MetricSelector Selector, TimeSpan Window, EvaluationTimes Times);
