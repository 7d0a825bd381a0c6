namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>A trace of the same shape, compared with the one looked at.</summary>
/// <param name="TraceId">The other trace.</param>
/// <param name="Distance">How different the shapes are, 0 (alike) to 1; below <see cref="SimilarTracesAnalysis.LargestDistance"/>.</param>
/// <param name="DurationMs">The other trace's duration, milliseconds.</param>
/// <param name="AverageSpanDurationMs">The mean duration of the other trace's spans, milliseconds; null when none is longer than zero.</param>
/// <param name="DurationDeltaMs">This trace's duration minus the other's, milliseconds.</param>
/// <param name="AverageSpanDeltaMs">This trace's mean span duration minus the other's, milliseconds; null when one of them is not known.</param>
public sealed record SimilarTrace(
    TraceId TraceId,
    double Distance,
    double DurationMs,
    double? AverageSpanDurationMs,
    double DurationDeltaMs,
    double? AverageSpanDeltaMs);
