using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Json;

namespace Kiali.Tracing.Sources.KialiGraphs;

/// <summary>Answers queries from one graph that was read.</summary>
internal static class ReadyGraphs
{
    /// <summary>Who made the graphs.</summary>
    public const string Maker = "Kiali";

    /// <summary>Answers a query.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="query">The query.</param>
    /// <param name="complete">Whether all of the graph could be read.</param>
    /// <param name="warnings">What could not.</param>
    /// <param name="uri">The source.</param>
    /// <returns>The graph; namespaces narrow it where it is shown.</returns>
    /// <exception cref="ArgumentException">The graph's nodes stand for something else than was asked for.</exception>
    public static Answer<MeshGraph> Answer(MeshGraph graph, MeshGraphQuery query, bool complete, ImmutableArray<Warning> warnings, string uri)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Type is { } type && type != graph.Type)
        {
            throw new ArgumentException($"{uri} holds a graph of type {GraphWords.Of(graph.Type)}, of which none of type {GraphWords.Of(type)} can be made.", nameof(query));
        }

        MeshGraph answer = query.Namespaces.IsEmpty ? graph : Within(graph, query.Namespaces);
        if (query.Window is not { } asked || graph.Window is not { } held || asked == held)
        {
            return new Answer<MeshGraph>(answer, complete, warnings);
        }

        string message = $"The graph is of {UnixTime.ToRfc3339(held.StartUnixNano)} to {UnixTime.ToRfc3339(held.EndUnixNano)}, whatever window is asked for.";
        return new Answer<MeshGraph>(answer, false, warnings.Add(new Warning("other-window", message, 1, uri)));
    }

    private static MeshGraph Within(MeshGraph graph, ImmutableArray<string> namespaces)
    {
        HashSet<string> inside = [.. graph.Nodes.Where(node => node.Namespace is { } inNamespace && namespaces.Contains(inNamespace)).Select(node => node.Id)];
        ImmutableArray<MeshEdge> edges = [.. graph.Edges.Where(edge => inside.Contains(edge.Source) || inside.Contains(edge.Target))];
        HashSet<string> kept = [.. inside, .. edges.SelectMany(edge => new[] { edge.Source, edge.Target })];
        return graph with { Nodes = [.. graph.Nodes.Where(node => kept.Contains(node.Id))], Edges = edges };
    }
}
