using Kiali.Tracing.Analyses.LogLines;
using Kiali.Tracing.Json;
using Kiali.Tracing.Logs;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>The data frame of <c>logs</c>: one row a line, by time.</summary>
public static class LogsFrame
{
    /// <summary>Makes the frame.</summary>
    /// <param name="result">The lines.</param>
    /// <returns>The frame.</returns>
    public static DataFrame Of(LogsResult result) => new FrameBuilder<LogLine>(result.Lines)
        .Time(FrameColumns.Time, line => line.UnixNano)
        .Time(FrameColumns.LoggedAt, line => line.LoggedAtUnixNano)
        .Text(FrameColumns.Origin, line => LogWords.Of(line.Origin))
        .Text(FrameColumns.Cluster, line => line.Workload?.Cluster)
        .Text(FrameColumns.Namespace, line => line.Workload?.Namespace)
        .Text(FrameColumns.Workload, line => line.Workload?.Name)
        .Text(FrameColumns.Pod, line => line.Pod)
        .Text(FrameColumns.Container, line => line.Container)
        .Text(FrameColumns.Severity, line => LogWords.Of(line.Severity))
        .Text(FrameColumns.Message, line => line.Message)
        .Text(FrameColumns.TraceId, line => line.TraceId?.ToString())
        .Text(FrameColumns.SpanId, line => line.SpanId?.ToString())
        .Text(FrameColumns.RequestId, line => line.RequestId)
        .Text(FrameColumns.Join, line => LogWords.Of(line.Join))
        .Integer(FrameColumns.Candidates, line => line.Candidates)
        .Boolean(FrameColumns.ContinuesLine, line => line.ContinuesLine)
        .Number(FrameColumns.DurationMs, line => line.DurationMs)
        .Text(FrameColumns.Method, line => line.AccessLog?.Method)
        .Text(FrameColumns.Path, line => line.AccessLog?.Path)
        .Integer(FrameColumns.ResponseCode, line => line.AccessLog?.ResponseCode)
        .Text(FrameColumns.ResponseFlags, line => line.AccessLog?.ResponseFlags)
        .Text(FrameColumns.UpstreamCluster, line => line.AccessLog?.UpstreamCluster)
        .Text(FrameColumns.Authority, line => line.AccessLog?.Authority)
        .Build();
}
