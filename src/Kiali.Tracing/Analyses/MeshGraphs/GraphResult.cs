using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>A mesh graph of a window.</summary>
/// <param name="Window">The window its rates are of.</param>
/// <param name="Graph">The graph.</param>
/// <param name="Complete">False when a source left something out.</param>
/// <param name="Warnings">What was left out or could not be used.</param>
public sealed record GraphResult(AnalysisWindow Window, MeshGraph Graph, bool Complete, ImmutableArray<Warning> Warnings)
{
    /// <summary>Which graph it is.</summary>
    public GraphOptions Options { get; init; } = new();

    /// <summary>The namespaces the graph is of; none for all.</summary>
    public ImmutableArray<string> Namespaces => Options.Namespaces;

    /// <summary>The trace laid over the graph; null without one.</summary>
    public GraphOverlay? Overlay { get; init; }
}
