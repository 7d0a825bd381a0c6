using Kiali.Tracing.Analyses.Traces;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>The data frame of <c>traces</c>: one row a trace, by start.</summary>
public static class TracesFrame
{
    /// <summary>Makes the frame.</summary>
    /// <param name="result">The traces.</param>
    /// <returns>The frame.</returns>
    public static DataFrame Of(TracesResult result) => new FrameBuilder<TraceSummary>(result.Traces)
        .Text(FrameColumns.TraceId, trace => trace.TraceId.ToString())
        .Text(FrameColumns.Name, trace => trace.Name)
        .Text(FrameColumns.RootService, trace => trace.RootService)
        .Time(FrameColumns.StartTime, trace => trace.StartUnixNano)
        .Number(FrameColumns.DurationMs, trace => trace.DurationMs)
        .Integer(FrameColumns.SpanCount, trace => trace.SpanCount)
        .Integer(FrameColumns.ErrorCount, trace => trace.ErrorCount)
        .List(FrameColumns.Services, trace => trace.Services)
        .Number(FrameColumns.AverageSpanDurationMs, trace => trace.AverageSpanDurationMs)
        .Build();
}
