using System.Collections.Immutable;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Analyses.MeshGraphs.Overlay;

/// <summary>Finds the edge of a hop; a hop that metrics do not show becomes an edge of the trace alone.</summary>
internal sealed class OverlayEdges
{
    private readonly SortedDictionary<(string Source, string Target, string Protocol), MeshEdge> _edges = new(Comparer<(string, string, string)>.Create(Compare));
    private readonly Dictionary<(string Source, string Target), List<string>> _protocols = [];
    private readonly Dictionary<string, List<string>> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, string), List<SpanId>> _spans = [];

    public OverlayEdges(MeshGraph graph)
    {
        foreach (MeshEdge edge in graph.Edges)
        {
            Add(edge);
        }
    }

    public bool Has(MeshNode source, MeshNode target) => _protocols.ContainsKey((source.Id, target.Id));

    /// <summary>The only node between two, or null when there is none or several.</summary>
    public string? Between(MeshNode source, MeshNode target)
    {
        string[] between = [.. _targets.GetValueOrDefault(source.Id, []).Where(middle => _protocols.ContainsKey((middle, target.Id)))];
        return between.Length == 1 ? between[0] : null;
    }

    /// <summary>Marks a hop with the span that shows it; among edges of several protocols the span's own goes first.</summary>
    public void Mark(string source, string target, string protocol, Span span)
    {
        List<string> protocols = _protocols.GetValueOrDefault((source, target), []);
        if (protocols.Count == 0)
        {
            Add(new MeshEdge(source, target, new EdgeTraffic(protocol)) { OnlyInTrace = true });
            protocols = _protocols[(source, target)];
        }

        (string, string, string) key = (source, target, protocols.Contains(protocol) ? protocol : protocols[0]);
        if (!_spans.TryGetValue(key, out List<SpanId>? spans))
        {
            _spans.Add(key, spans = []);
        }

        if (spans.Count == 0 || spans[^1] != span.SpanId)
        {
            spans.Add(span.SpanId);
        }
    }

    /// <summary>The edges with their spans, each span once, in the trace's order.</summary>
    public ImmutableArray<MeshEdge> ToEdges(IReadOnlyDictionary<SpanId, int> order) =>
    [
        .. _edges.Select(edge => _spans.TryGetValue(edge.Key, out List<SpanId>? spans)
            ? edge.Value with { SpanIds = [.. spans.Distinct().OrderBy(id => order[id])] }
            : edge.Value),
    ];

    private void Add(MeshEdge edge)
    {
        _edges.Add((edge.Source, edge.Target, edge.Traffic.Protocol), edge);
        if (!_protocols.TryGetValue((edge.Source, edge.Target), out List<string>? protocols))
        {
            _protocols.Add((edge.Source, edge.Target), protocols = []);
            if (!_targets.TryGetValue(edge.Source, out List<string>? targets))
            {
                _targets.Add(edge.Source, targets = []);
            }

            targets.Add(edge.Target);
        }

        protocols.Add(edge.Traffic.Protocol);
    }

    private static int Compare((string Source, string Target, string Protocol) left, (string Source, string Target, string Protocol) right)
    {
        int order = string.CompareOrdinal(left.Source, right.Source);
        order = order != 0 ? order : string.CompareOrdinal(left.Target, right.Target);
        return order != 0 ? order : string.CompareOrdinal(left.Protocol, right.Protocol);
    }
}
