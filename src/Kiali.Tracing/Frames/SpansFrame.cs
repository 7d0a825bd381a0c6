using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>A data frame of spans: one row a span.</summary>
public static class SpansFrame
{
    /// <summary>Makes the frame.</summary>
    /// <param name="rows">The spans, each with its trace, in the frame's order.</param>
    /// <param name="onCriticalPath">Whether a span is on its trace's critical path; null when that was not asked for.</param>
    /// <returns>The frame.</returns>
    public static DataFrame Of(IReadOnlyList<(Trace Trace, Span Span)> rows, Func<Span, bool?> onCriticalPath)
    {
        List<SpanFrameRow> described = [.. rows.Select(row => new SpanFrameRow(row.Trace, row.Span))];
        return new FrameBuilder<SpanFrameRow>(described)
            .Text(FrameColumns.TraceId, row => row.Span.TraceId.ToString())
            .Text(FrameColumns.SpanId, row => row.Span.SpanId.ToString())
            .Text(FrameColumns.ParentSpanId, row => row.Span.ParentSpanId?.ToString())
            .Text(FrameColumns.Name, row => row.Span.Name)
            .Text(FrameColumns.Kind, row => Json.ContractWords.Of(row.Span.Kind))
            .Text(FrameColumns.Service, row => row.Span.ServiceName)
            .Time(FrameColumns.StartTime, row => row.Span.StartUnixNano)
            .Number(FrameColumns.StartOffsetMs, row => UnixTime.ToMillis(row.Span.StartUnixNano - row.Trace.StartUnixNano))
            .Number(FrameColumns.DurationMs, row => row.Span.DurationMs)
            .Number(FrameColumns.SelfTimeMs, row => UnixTime.ToMillis(row.Trace.SelfTimeNanosOf(row.Span)))
            .Text(FrameColumns.Status, row => Json.ContractWords.Of(row.Span.StatusCode))
            .Text(FrameColumns.StatusMessage, row => row.Span.StatusMessage)
            .Boolean(FrameColumns.Error, row => row.Reason != ErrorReason.None)
            .Text(FrameColumns.ErrorReason, row => Json.ContractWords.Of(row.Reason))
            .Text(FrameColumns.Cluster, row => row.Owner.Workload?.Cluster)
            .Text(FrameColumns.Namespace, row => row.Owner.Namespace)
            .Text(FrameColumns.Workload, row => row.Owner.Workload?.Name)
            .Text(FrameColumns.Pod, row => row.Owner.Pod)
            .Integer(FrameColumns.Depth, row => row.Trace.DepthOf(row.Span))
            .Boolean(FrameColumns.OnCriticalPath, row => onCriticalPath(row.Span))
            .Build();
    }
}
