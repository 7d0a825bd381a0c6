using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Sources.KialiGraphs;

/// <summary>A graph as a Kiali server answered it.</summary>
/// <param name="Graph">The graph; its ids are Kiali's.</param>
/// <param name="Window">The window its rates are of; null when the answer does not say.</param>
internal sealed record KialiGraph(MeshGraph Graph, TimeRange? Window);
