using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs.Overlay;

/// <summary>Lays a trace over a mesh graph: its spans on nodes, its hops on edges, and what metrics do not show added.</summary>
internal sealed class TraceOverlay
{
    private readonly Trace _trace;
    private readonly bool _hasServices;
    private readonly OverlayNodes _nodes;
    private readonly OverlayEdges _edges;
    private readonly Dictionary<SpanId, MeshNode> _placed = [];

    private TraceOverlay(MeshGraph graph, GraphOptions options, Trace trace)
    {
        _trace = trace;
        _hasServices = options.InjectServices;
        _nodes = new OverlayNodes(graph);
        _edges = new OverlayEdges(graph);
    }

    /// <summary>Lays a trace over.</summary>
    /// <returns>The graph with the trace on it, and what of the trace has no place.</returns>
    public static (MeshGraph Graph, GraphOverlay Overlay) Lay(MeshGraph graph, GraphOptions options, Trace trace)
    {
        TraceOverlay overlay = new(graph, options, trace);
        ImmutableArray<SpanId> unplaced = overlay.PlaceSpans();
        foreach (Span span in trace.Spans)
        {
            overlay.MarkHops(span);
        }

        Dictionary<SpanId, int> order = trace.Spans.Select((span, index) => (span.SpanId, index)).ToDictionary();
        MeshGraph result = new(graph.Type, overlay._nodes.ToNodes(), overlay._edges.ToEdges(order));
        return (result, new GraphOverlay(trace.TraceId, trace.Spans.Length, unplaced));
    }

    private ImmutableArray<SpanId> PlaceSpans()
    {
        Dictionary<SpanId, SpanParty> parties = SpanParties.Of(_trace);

        // A party that knows its cluster makes the node that one without it then finds.
        foreach (SpanParty party in parties.Values.Where(party => party is { Cluster: not null, Workload: not null }).Distinct())
        {
            _nodes.Of(party);
        }

        ImmutableArray<SpanId>.Builder unplaced = ImmutableArray.CreateBuilder<SpanId>();
        foreach (Span span in _trace.Spans)
        {
            if (parties.TryGetValue(span.SpanId, out SpanParty? party) && _nodes.Of(party) is { } node)
            {
                _placed.Add(span.SpanId, node);
                _nodes.Place(node, new NodeSpan(
                    span.SpanId,
                    span.Name,
                    UnixTime.ToMillis(span.StartUnixNano - _trace.StartUnixNano),
                    span.DurationMs,
                    SpanErrors.ReasonOf(span) != ErrorReason.None));
            }
            else
            {
                unplaced.Add(span.SpanId);
            }
        }

        return unplaced.ToImmutable();
    }

    private void MarkHops(Span span)
    {
        if (!_placed.TryGetValue(span.SpanId, out MeshNode? node))
        {
            return;
        }

        Arrive(span, node);
        Depart(span, node);
    }

    /// <summary>The hop from a span's caller to it.</summary>
    private void Arrive(Span span, MeshNode node)
    {
        (Span? caller, MeshNode? callerNode) = CallerOf(span);
        bool isProxy = SpanWorkloads.IsProxySpan(span);
        if (caller is null || callerNode is null)
        {
            if (_hasServices && isProxy && span.Kind == SpanKind.Server && !CalledHost.IsOutbound(span) && CalledHost.OfProxy(span) is { } entry)
            {
                Mark(_nodes.OfService(entry, node), node, span);
            }

            return;
        }

        bool isCall = IsClient(caller) && span.Kind is SpanKind.Server or SpanKind.Consumer && SpanWorkloads.IsProxySpan(caller) == isProxy;
        if (callerNode.Id == node.Id && !isCall)
        {
            return;
        }

        Span shows = IsClient(caller) ? caller : span;
        CalledHost? service = isProxy || SpanWorkloads.IsProxySpan(caller)
            ? CalledHost.OfProxy(SpanWorkloads.IsProxySpan(caller) ? caller : span)
            : null;
        string? between = service is null && !_edges.Has(callerNode, node) ? _edges.Between(callerNode, node) : null;
        if (_hasServices && service is not null)
        {
            MeshNode serviceNode = _nodes.OfService(service, node);
            Mark(callerNode, serviceNode, shows);
            Mark(serviceNode, node, span);
        }
        else if (_hasServices && between is not null)
        {
            MeshNode serviceNode = _nodes.Get(between);
            Mark(callerNode, serviceNode, shows);
            Mark(serviceNode, node, span);
        }
        else
        {
            Mark(callerNode, node, shows);
            Mark(callerNode, node, span);
        }
    }

    /// <summary>The hop that a caller's span shows without its callee's: to a service that did not answer, or to something without spans.</summary>
    private void Depart(Span span, MeshNode node)
    {
        bool isProxy = SpanWorkloads.IsProxySpan(span);
        if (isProxy ? !CalledHost.IsOutbound(span) : !IsClient(span))
        {
            return;
        }

        bool isTakenUp = _trace.ChildrenOf(span).Any(child => _placed.ContainsKey(child.SpanId) && (isProxy ? IsAnswer(child) : IsAnswer(child) || IsClient(child)));
        if (isTakenUp)
        {
            return;
        }

        CalledHost? host = isProxy ? CalledHost.OfProxy(span) ?? CalledHost.OfCaller(span) : CalledHost.OfCaller(span);
        if (host is not null)
        {
            Mark(node, _nodes.OfService(host, node), span);
        }
    }

    /// <summary>The nearest ancestor that has a place; between an application's spans and its proxy's there may be some that have none.</summary>
    private (Span? Caller, MeshNode? Node) CallerOf(Span span)
    {
        Span? ancestor = _trace.ParentOf(span);
        while (ancestor is not null && !_placed.ContainsKey(ancestor.SpanId))
        {
            ancestor = _trace.ParentOf(ancestor);
        }

        return ancestor is null ? (null, null) : (ancestor, _placed[ancestor.SpanId]);
    }

    private void Mark(MeshNode source, MeshNode target, Span span)
    {
        _nodes.Touch(source);
        _nodes.Touch(target);
        _edges.Mark(source.Id, target.Id, ProtocolOf(span), span);
    }

    private static bool IsClient(Span span)
        => span.Kind is SpanKind.Client or SpanKind.Producer || (SpanWorkloads.IsProxySpan(span) && CalledHost.IsOutbound(span));

    private static bool IsAnswer(Span span) => span.Kind is SpanKind.Server or SpanKind.Consumer;

    private static string ProtocolOf(Span span)
    {
        AttributeSet attributes = span.Attributes;
        bool isGrpc = attributes.GetText(OpenTelemetryAttributes.RpcSystem) == RequestProtocols.Grpc
            || attributes.TryGet(OpenTelemetryAttributes.GrpcStatusCode, out _)
            || attributes.TryGet(EnvoyAttributes.GrpcStatusCode, out _);
        return isGrpc ? RequestProtocols.Grpc
            : attributes.TryGet(OpenTelemetryAttributes.HttpMethod, out _) || attributes.TryGet(OpenTelemetryAttributes.HttpRequestMethod, out _)
                || attributes.TryGet(OpenTelemetryAttributes.HttpUrl, out _) || attributes.TryGet(OpenTelemetryAttributes.UrlFull, out _)
                || attributes.TryGet(OpenTelemetryAttributes.HttpStatusCode, out _) || attributes.TryGet(OpenTelemetryAttributes.HttpResponseStatusCode, out _)
                ? RequestProtocols.Http
                : RequestProtocols.Tcp;
    }
}
