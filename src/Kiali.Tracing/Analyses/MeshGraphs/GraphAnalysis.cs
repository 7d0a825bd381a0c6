using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs.Overlay;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Makes the mesh graph of a window from the answers to <see cref="GraphQueries"/>.</summary>
public static class GraphAnalysis
{
    /// <summary>Makes the graph.</summary>
    /// <param name="window">The window that was asked.</param>
    /// <param name="options">Which graph; the options that the queries were made with.</param>
    /// <param name="answers">The answers; <see cref="GraphAnswers.None"/> for a graph of the trace alone.</param>
    /// <param name="trace">A trace to lay over; null for none.</param>
    /// <returns>The graph; without nodes when there was no traffic.</returns>
    /// <exception cref="ArgumentException">A trace is to be laid over a service graph, which has no place for the spans of workloads.</exception>
    public static GraphResult Analyze(AnalysisWindow window, GraphOptions options, GraphAnswers answers, Trace? trace = null)
    {
        if (trace is not null && options.Type == GraphType.Service)
        {
            throw new ArgumentException("A trace cannot be laid over a service graph: its spans are of workloads. Use a graph of workloads or apps.", nameof(trace));
        }

        GraphBuilder builder = new(options, window.Range.Duration.TotalSeconds);
        builder.AddRequests(SeriesOf(answers.Requests));
        builder.AddMessages(SeriesOf(answers.SentMessages), SeriesOf(answers.ReceivedMessages));
        builder.AddBytes(SeriesOf(answers.SentBytes), SeriesOf(answers.ReceivedBytes));
        builder.Settle();
        builder.AddSecurity(SeriesOf(answers.Security));
        builder.AddSecurity(SeriesOf(answers.ConnectionSecurity), RequestProtocols.Tcp);
        builder.AddResponseTimes(answers.ResponseTimes.SelectMany(answer => answer.Value.Increases));
        MeshGraph graph = GraphAssembly.Of(options.Type, options.Type == GraphType.Service ? ServiceReduction.Of(builder.Edges()) : builder.Edges());
        GraphOverlay? overlay = null;
        if (trace is not null)
        {
            (graph, overlay) = TraceOverlay.Lay(graph, options, trace);
        }

        ImmutableArray<Warning> warnings = [.. answers.Warnings, .. builder.Warnings(), .. trace?.Warnings ?? []];
        return new GraphResult(window, graph, answers.Complete, [.. warnings.Distinct()])
        {
            Options = options,
            Overlay = overlay,
        };
    }

    private static IEnumerable<MetricSeries> SeriesOf(ImmutableArray<Answer<ImmutableArray<MetricSeries>>> answers)
        => answers.SelectMany(answer => answer.Value);
}
