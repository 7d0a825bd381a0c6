using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>The data frame of <c>metrics</c>: one row a sample, by chart, line and time; the value is null where a line has a gap.</summary>
public static class MetricsFrame
{
    /// <summary>Makes the frame.</summary>
    /// <param name="result">The charts.</param>
    /// <returns>The frame.</returns>
    public static DataFrame Of(MetricsResult result)
    {
        ImmutableArray<(MetricChart Chart, ChartSeries Series, MetricPoint Point)> rows =
        [
            .. result.Charts.SelectMany(chart => chart.Series.SelectMany(series => series.Points.Select(point => (chart, series, point)))),
        ];
        return new FrameBuilder<(MetricChart Chart, ChartSeries Series, MetricPoint Point)>(rows)
            .Text(FrameColumns.Chart, row => row.Chart.Name)
            .Text(FrameColumns.Unit, row => row.Chart.Unit)
            .Text(FrameColumns.Direction, row => ContractWords.Of(row.Chart.Direction))
            .Text(FrameColumns.Labels, row => row.Series.Labels.ToString())
            .Text(FrameColumns.Statistic, row => row.Series.Statistic)
            .Time(FrameColumns.Time, row => row.Point.UnixMillis * UnixTime.NanosPerMilli)
            .Number(FrameColumns.Value, row => double.IsFinite(row.Point.Value) ? row.Point.Value : null)
            .Build();
    }
}
