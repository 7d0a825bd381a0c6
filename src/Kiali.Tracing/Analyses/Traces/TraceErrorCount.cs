namespace Kiali.Tracing.Analyses.Traces;

/// <summary>How many spans of a trace failed in one way.</summary>
/// <param name="Text">The way, as a status column says it: <c>503</c>, <c>504 UT</c>, <c>grpc 14</c>, <c>error</c>.</param>
/// <param name="Count">How many spans, at least 1.</param>
public sealed record TraceErrorCount(string Text, int Count);
