namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>A stretch of time in which the whole trace waited for one span's own work.</summary>
/// <param name="Span">The span.</param>
/// <param name="StartUnixNano">Its start, Unix nanoseconds.</param>
/// <param name="EndUnixNano">Its end, Unix nanoseconds; later than the start.</param>
public readonly record struct CriticalPathSection(Span Span, long StartUnixNano, long EndUnixNano)
{
    /// <summary>Its length, nanoseconds.</summary>
    public long DurationNanos => EndUnixNano - StartUnixNano;
}
