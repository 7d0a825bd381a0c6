namespace Kiali.Tracing.Graphs;

/// <summary>A span of a trace laid over a graph, at its node.</summary>
/// <param name="SpanId">The span's id.</param>
/// <param name="Name">The span's name.</param>
/// <param name="StartOffsetMs">From the trace's start to the span's, milliseconds.</param>
/// <param name="DurationMs">Its length, milliseconds.</param>
/// <param name="Error">Whether it failed, by <see cref="SpanErrors"/>.</param>
public sealed record NodeSpan(SpanId SpanId, string Name, double StartOffsetMs, double DurationMs, bool Error);
