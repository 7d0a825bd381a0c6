using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Which of Istio's families a chart is made of.</summary>
/// <param name="Kind">The chart.</param>
/// <param name="Name">The family: a counter's whole name, a histogram's without suffix.</param>
/// <param name="IsHistogram">Whether it is a histogram.</param>
internal sealed record ChartFamily(MetricChartKind Kind, string Name, bool IsHistogram = false)
{
    /// <summary>The families of all charts, in the charts' order; errors are made of the requests.</summary>
    public static ImmutableArray<ChartFamily> All { get; } =
    [
        new(MetricChartKind.RequestDuration, IstioMetrics.RequestDurationMilliseconds, IsHistogram: true),
        new(MetricChartKind.RequestVolume, IstioMetrics.RequestsTotal),
        new(MetricChartKind.RequestErrors, IstioMetrics.RequestsTotal),
        new(MetricChartKind.RequestThroughput, IstioMetrics.RequestBytes + HistogramAggregator.SumSuffix),
        new(MetricChartKind.ResponseThroughput, IstioMetrics.ResponseBytes + HistogramAggregator.SumSuffix),
        new(MetricChartKind.RequestSize, IstioMetrics.RequestBytes, IsHistogram: true),
        new(MetricChartKind.ResponseSize, IstioMetrics.ResponseBytes, IsHistogram: true),
        new(MetricChartKind.GrpcSent, IstioMetrics.RequestMessagesTotal),
        new(MetricChartKind.GrpcReceived, IstioMetrics.ResponseMessagesTotal),
        new(MetricChartKind.TcpOpened, IstioMetrics.TcpConnectionsOpenedTotal),
        new(MetricChartKind.TcpClosed, IstioMetrics.TcpConnectionsClosedTotal),
        new(MetricChartKind.TcpSent, IstioMetrics.TcpReceivedBytesTotal),
        new(MetricChartKind.TcpReceived, IstioMetrics.TcpSentBytesTotal),
    ];

    /// <summary>The counters, each once.</summary>
    public static ImmutableArray<string> Counters { get; } = [.. All.Where(family => !family.IsHistogram).Select(family => family.Name).Distinct()];

    /// <summary>The histograms.</summary>
    public static ImmutableArray<string> Histograms { get; } = [.. All.Where(family => family.IsHistogram).Select(family => family.Name)];

    /// <summary>The family of a chart.</summary>
    public static ChartFamily Of(MetricChartKind kind) => All[(int)kind];
}
