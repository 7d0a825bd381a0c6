using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Interactive.Verbs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Investigations;

/// <summary>Makes the mesh graph of metrics where a session has them; else shows a ready one; else draws a trace's own.</summary>
/// <param name="session">The sources.</param>
public sealed class GraphInvestigation(KialiSession session)
{
    /// <summary>Whether there is anything to make or show a graph of, a trace aside.</summary>
    public bool HasGraph => Metrics is not null || Ready is not null;

    /// <summary>Whether the graph is one that somebody else made.</summary>
    public bool IsReady => Metrics is null && Ready is not null;

    private IMetricSource? Metrics => session.Sources.Select(source => source.Metrics).FirstOrDefault(source => source is not null);

    private OpenedSource? Ready => session.Sources.FirstOrDefault(source => source.Graphs is not null);

    /// <summary>Makes or shows the graph.</summary>
    /// <param name="window">The window.</param>
    /// <param name="isWindowGiven">Whether the window was asked for, and not merely is what there is: a ready graph of a file has a window of its own.</param>
    /// <param name="options">Which graph.</param>
    /// <param name="type">What its nodes are to stand for, where that was said; a ready graph has a type of its own.</param>
    /// <param name="trace">A trace to lay over; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The graph.</returns>
    /// <exception cref="VerbFailedException">A ready graph is of another type, or no place for the trace.</exception>
    /// <exception cref="SourceException">The source failed.</exception>
    public async Task<GraphResult> AnalyzeAsync(
        AnalysisWindow window, bool isWindowGiven, GraphOptions options, GraphType? type, Trace? trace, CancellationToken cancellationToken)
    {
        if (Metrics is { } metrics)
        {
            GraphAnswers answers = await GraphQueries.Of(window, options).AskAsync(metrics, cancellationToken).ConfigureAwait(false);
            return GraphAnalysis.Analyze(window, options, answers, trace);
        }

        if (Ready is not { Graphs: { } graphs } source)
        {
            return GraphAnalysis.Analyze(window, options, GraphAnswers.None, trace);
        }

        // What is narrowed here keeps callers and callees beyond the namespace, so all namespaces are asked for.
        MeshGraphQuery query = new() { Window = isWindowGiven || source.IsLive ? window.Range : null, Type = type };
        try
        {
            Answer<MeshGraph> answer = await graphs.GetGraphAsync(query, cancellationToken).ConfigureAwait(false);
            return ReadyGraph.Show(window, options, answer, graphs, trace);
        }
        catch (ArgumentException exception)
        {
            throw VerbFailedException.Usage(exception.Message, "leave --type out, or connect a source with metrics");
        }
    }
}
