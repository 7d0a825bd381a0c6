namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>A span laid over a chart: one request as a trace saw it.</summary>
/// <param name="TraceId">Its trace.</param>
/// <param name="SpanId">Its id within the trace.</param>
/// <param name="Name">What was asked for: method and path where recorded, else the span's name.</param>
/// <param name="Service">The service that recorded it.</param>
/// <param name="Workload">The workload, as the span names it.</param>
/// <param name="Direction">Whether the workload answered or made the request.</param>
/// <param name="StartUnixNano">Its start, Unix nanoseconds.</param>
/// <param name="DurationNanos">Its length, nanoseconds.</param>
/// <param name="Error">What its failure says, for instance <c>503</c>; null when it is well.</param>
public sealed record OverlaidSpan(
    TraceId TraceId,
    SpanId SpanId,
    string Name,
    string Service,
    WorkloadRef Workload,
    TrafficDirection Direction,
    long StartUnixNano,
    long DurationNanos,
    string? Error)
{
    /// <summary>Its length, milliseconds.</summary>
    public double DurationMs => UnixTime.ToMillis(DurationNanos);

    /// <summary>Its start, Unix seconds.</summary>
    public double StartUnixSeconds => StartUnixNano / (double)UnixTime.NanosPerSecond;
}
