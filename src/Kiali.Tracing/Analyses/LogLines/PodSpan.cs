namespace Kiali.Tracing.Analyses.LogLines;

/// <summary>A span of a pod.</summary>
/// <param name="Trace">Its trace.</param>
/// <param name="Span">The span.</param>
/// <param name="Namespace">The pod's namespace; null when the span does not say.</param>
internal sealed record PodSpan(Trace Trace, Span Span, string? Namespace);
