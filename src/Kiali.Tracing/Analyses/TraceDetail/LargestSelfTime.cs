namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>The spans of one name that worked longest themselves.</summary>
/// <param name="Label">How they are named.</param>
/// <param name="SelfTimeNanos">Their self times together, nanoseconds.</param>
/// <param name="Count">How many spans.</param>
public sealed record LargestSelfTime(SpanLabel Label, long SelfTimeNanos, int Count);
