using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>A chart: lines over time in one unit.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Direction">Of which side of the traffic.</param>
/// <param name="Series">Its lines: those of the group with most requests first, if it is grouped.</param>
public sealed record MetricChart(MetricChartKind Kind, TrafficDirection Direction, ImmutableArray<ChartSeries> Series)
{
    /// <summary>Its name in JSON and in frames, for instance <c>request-duration</c>.</summary>
    public string Name => Kind switch
    {
        MetricChartKind.RequestDuration => "request-duration",
        MetricChartKind.RequestVolume => "request-volume",
        MetricChartKind.RequestErrors => "request-errors",
        MetricChartKind.RequestThroughput => "request-throughput",
        MetricChartKind.ResponseThroughput => "response-throughput",
        MetricChartKind.RequestSize => "request-size",
        MetricChartKind.ResponseSize => "response-size",
        MetricChartKind.GrpcSent => "grpc-sent",
        MetricChartKind.GrpcReceived => "grpc-received",
        MetricChartKind.TcpOpened => "tcp-opened",
        MetricChartKind.TcpClosed => "tcp-closed",
        MetricChartKind.TcpSent => "tcp-sent",
        _ => "tcp-received",
    };

    /// <summary>The unit of its values, for instance <c>ms</c>.</summary>
    public string Unit => Kind switch
    {
        MetricChartKind.RequestDuration => "ms",
        MetricChartKind.RequestVolume => "requests/s",
        MetricChartKind.RequestErrors => "%",
        MetricChartKind.RequestSize or MetricChartKind.ResponseSize => "bytes",
        MetricChartKind.GrpcSent or MetricChartKind.GrpcReceived => "messages/s",
        MetricChartKind.TcpOpened or MetricChartKind.TcpClosed => "connections/s",
        _ => "bytes/s",
    };

    /// <summary>Whether it has anything to show.</summary>
    public bool HasData => Series.Any(series => series.Known.Any());

    /// <summary>Whether it is about requests; the others are about messages and connections.</summary>
    public bool IsOfRequests => Kind <= MetricChartKind.ResponseSize;

    /// <summary>A line by its statistic; of a chart that is grouped, that of its first group.</summary>
    /// <param name="statistic">One of <see cref="ChartStatistics"/>.</param>
    /// <returns>The line; null when the chart lacks it.</returns>
    public ChartSeries? Find(string statistic) => Series.FirstOrDefault(series => series.Statistic == statistic);
}
