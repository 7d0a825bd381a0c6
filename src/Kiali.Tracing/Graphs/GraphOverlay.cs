using System.Collections.Immutable;

namespace Kiali.Tracing.Graphs;

/// <summary>A trace laid over a graph; where its spans went is on the nodes and edges.</summary>
/// <param name="TraceId">The trace.</param>
/// <param name="SpanCount">How many spans it has.</param>
/// <param name="UnplacedSpanIds">The spans that name no workload, app or service, in the trace's order.</param>
public sealed record GraphOverlay(TraceId TraceId, int SpanCount, ImmutableArray<SpanId> UnplacedSpanIds);
