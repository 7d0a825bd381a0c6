using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs.Overlay;
using Kiali.Tracing.Graphs;

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
        builder.AddRequests(answers.Requests.SelectMany(answer => answer.Value));
        builder.AddBytes(answers.Bytes.SelectMany(answer => answer.Value));
        builder.Settle();
        builder.AddSecurity(answers.Security.SelectMany(answer => answer.Value));
        builder.AddResponseTimes(answers.ResponseTimes.SelectMany(answer => answer.Value.Increases));
        MeshGraph graph = GraphAssembly.Of(options.Type, options.Type == GraphType.Service ? ServiceReduction.Of(builder.Edges()) : builder.Edges());
        GraphOverlay? overlay = null;
        if (trace is not null)
        {
            (graph, overlay) = TraceOverlay.Lay(graph, options, trace);
        }

        bool complete = answers.Requests.All(answer => answer.Complete) && answers.Bytes.All(answer => answer.Complete)
            && answers.Security.All(answer => answer.Complete) && answers.ResponseTimes.All(answer => answer.Complete);
        ImmutableArray<Warning> warnings =
        [
            .. answers.Requests.SelectMany(answer => answer.Warnings),
            .. answers.Bytes.SelectMany(answer => answer.Warnings),
            .. answers.Security.SelectMany(answer => answer.Warnings),
            .. answers.ResponseTimes.SelectMany(answer => answer.Warnings),
            .. builder.Warnings(),
            .. trace?.Warnings ?? [],
        ];
        return new GraphResult(window, graph, complete, [.. warnings.Distinct()])
        {
            Namespaces = options.Namespaces,
            Overlay = overlay,
        };
    }
}
