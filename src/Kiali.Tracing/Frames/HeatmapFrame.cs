using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Json;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>Heatmaps as data frames: one row a cell.</summary>
public static class HeatmapFrame
{
    /// <summary>Makes the frame: the compared span's cells, then those of the other spans if they were asked for.</summary>
    /// <param name="result">The heatmap.</param>
    /// <returns>The frame.</returns>
    public static DataFrame Of(HeatmapResult result)
    {
        (HeatmapMatrix Matrix, HeatmapCell Cell)[] rows =
        [
            .. result.Spans.Where(matrix => !matrix.Target.Span.Equals(result.Matrix.Target.Span)).Prepend(result.Matrix)
                .SelectMany(matrix => matrix.Cells.Select(cell => (matrix, cell))),
        ];
        return new FrameBuilder<(HeatmapMatrix Matrix, HeatmapCell Cell)>(rows)
            .Text(FrameColumns.TraceId, row => row.Matrix.Target.Span.TraceId.ToString())
            .Text(FrameColumns.SpanId, row => row.Matrix.Target.Span.SpanId.ToString())
            .Text(FrameColumns.Cluster, row => row.Matrix.Target.Workload.Cluster)
            .Text(FrameColumns.Namespace, row => row.Matrix.Target.Workload.Namespace)
            .Text(FrameColumns.Workload, row => row.Matrix.Target.Workload.Name)
            .Text(FrameColumns.Direction, row => ContractWords.Of(row.Matrix.Target.Direction))
            .Text(FrameColumns.Interval, row => row.Cell.Interval)
            .Text(FrameColumns.Statistic, row => row.Cell.Statistic)
            .Number(FrameColumns.DurationMs, row => row.Matrix.DurationMs)
            .Number(FrameColumns.MetricMs, row => row.Cell.MetricMs)
            .Number(FrameColumns.DeltaMs, row => row.Cell.DeltaMs)
            .Number(FrameColumns.Ratio, row => row.Cell.Ratio)
            .Number(FrameColumns.LowerMs, row => row.Cell.LowerMs)
            .Number(FrameColumns.UpperMs, row => row.Cell.UpperMs)
            .Number(FrameColumns.Requests, row => row.Cell.Requests)
            .Number(FrameColumns.CoveredSeconds, row => row.Cell.CoveredSeconds)
            .Boolean(FrameColumns.Distinguishable, row => row.Cell.MetricMs is null ? null : row.Cell.IsDistinguishable)
            .Text(FrameColumns.Reason, row => HeatmapWords.Of(row.Cell.Reason))
            .Build();
    }
}
