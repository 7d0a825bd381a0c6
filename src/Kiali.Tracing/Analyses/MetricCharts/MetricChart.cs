using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>A chart: lines over time in one unit.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Direction">Of which side of the traffic.</param>
/// <param name="Series">Its lines.</param>
public sealed record MetricChart(MetricChartKind Kind, TrafficDirection Direction, ImmutableArray<ChartSeries> Series)
{
    /// <summary>Its name in JSON and in frames, for instance <c>request-duration</c>.</summary>
    public string Name => Kind switch
    {
        MetricChartKind.RequestDuration => "request-duration",
        MetricChartKind.RequestVolume => "request-volume",
        MetricChartKind.RequestErrors => "request-errors",
        MetricChartKind.RequestThroughput => "request-throughput",
        _ => "response-throughput",
    };

    /// <summary>The unit of its values, for instance <c>ms</c>.</summary>
    public string Unit => Kind switch
    {
        MetricChartKind.RequestDuration => "ms",
        MetricChartKind.RequestVolume => "requests/s",
        MetricChartKind.RequestErrors => "%",
        _ => "bytes/s",
    };

    /// <summary>A line by its statistic.</summary>
    /// <param name="statistic">One of <see cref="ChartStatistics"/>.</param>
    /// <returns>The line; null when the chart lacks it.</returns>
    public ChartSeries? Find(string statistic) => Series.FirstOrDefault(series => series.Statistic == statistic);
}
