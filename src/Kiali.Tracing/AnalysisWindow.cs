namespace Kiali.Tracing;

/// <summary>The stretch of time an answer is about, and what counted as now.</summary>
/// <param name="Range">The stretch, resolved to UTC.</param>
/// <param name="NowUnixNano">What counted as now, Unix nanoseconds: the clock if a connected source is live, else the end of the recorded range.</param>
/// <param name="IsLive">Whether now is the clock's.</param>
public sealed record AnalysisWindow(TimeRange Range, long NowUnixNano, bool IsLive);
