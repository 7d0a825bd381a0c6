using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>A line of a chart.</summary>
/// <param name="Statistic">What it is, one of <see cref="ChartStatistics"/>.</param>
/// <param name="Labels">What it was summed over; <c>reporter</c> says whose proxy told.</param>
/// <param name="Points">A point for each evaluation time, in the chart's unit; NaN where there is nothing to show.</param>
public sealed record ChartSeries(string Statistic, LabelSet Labels, ImmutableArray<MetricPoint> Points)
{
    /// <summary>The points that have a value.</summary>
    public IEnumerable<MetricPoint> Known => Points.Where(point => double.IsFinite(point.Value));

    /// <summary>The last value; null without any.</summary>
    public double? Last => Known.Select(point => (double?)point.Value).LastOrDefault();

    /// <summary>The largest value; null without any.</summary>
    public double? Peak => Known.Max(point => (double?)point.Value);

    /// <summary>The median of the values, by <see cref="SampleQuantile"/>; null without any.</summary>
    public double? Median => SampleQuantile.OfSorted([.. Known.Select(point => point.Value).Order()], 0.5);
}
