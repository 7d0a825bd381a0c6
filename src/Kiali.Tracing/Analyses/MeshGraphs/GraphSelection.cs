using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Which series a graph is made of: of all namespaces, of some, or of one workload, app or service.</summary>
/// <remarks>
/// Of some namespaces: requests to their services that no workload answered, as callers elsewhere tell them; what comes in, as callers elsewhere tell it, because a
/// callee may have no proxy (Kiali asks this of ambient namespaces only); what comes in as their proxies tell it; what leaves them. A series may be in several
/// answers.
/// </remarks>
internal sealed class GraphSelection
{
    private readonly ImmutableArray<ImmutableArray<LabelMatcher>> _unanswered;
    private readonly ImmutableArray<ImmutableArray<LabelMatcher>> _toldByCallers;
    private readonly ImmutableArray<LabelMatcher> _incoming;
    private readonly ImmutableArray<ImmutableArray<LabelMatcher>> _outgoing;
    private readonly ImmutableArray<LabelMatcher> _withoutZtunnel;

    public GraphSelection(GraphOptions options)
    {
        bool waypoints = options.Ambient is AmbientTraffic.Total or AmbientTraffic.Waypoint;
        ImmutableArray<string> callers = waypoints ? [IstioReporters.Source, IstioReporters.Waypoint] : [IstioReporters.Source];
        ImmutableArray<string> callees = waypoints ? [IstioReporters.Destination, IstioReporters.Waypoint] : [IstioReporters.Destination];
        _withoutZtunnel = options.Ambient is AmbientTraffic.Total or AmbientTraffic.Ztunnel
            ? []
            : [LabelMatcher.NotEqual(IstioLabels.App, IstioLabels.ZtunnelApp)];
        if (options.Focus is { } focus)
        {
            _unanswered = [];
            _toldByCallers = [Told([IstioReporters.Source], focus.Incoming)];
            _incoming = Told(callees, focus.Incoming);
            _outgoing = focus.Outgoing is { } outgoing ? [Told(callers, outgoing)] : [];
        }
        else if (options.Namespaces.IsEmpty)
        {
            ImmutableArray<LabelMatcher> within = Of(options.Cluster, IstioLabels.DestinationCluster);
            _unanswered = [];
            _toldByCallers = options.Cluster is null ? [] : [Told([IstioReporters.Source], within)];
            _incoming = Told(callees, within);
            _outgoing = [Told(options.Cluster is null ? [IstioReporters.Source] : callers, Of(options.Cluster, IstioLabels.SourceCluster))];
        }
        else
        {
            ImmutableArray<LabelMatcher> within =
                [new(IstioLabels.DestinationWorkloadNamespace, options.Namespaces), .. Of(options.Cluster, IstioLabels.DestinationCluster)];
            ImmutableArray<LabelMatcher> from =
                [new(IstioLabels.SourceWorkloadNamespace, options.Namespaces), .. Of(options.Cluster, IstioLabels.SourceCluster)];
            LabelMatcher elsewhere = new(IstioLabels.SourceWorkloadNamespace, options.Namespaces, Negated: true);
            _unanswered =
            [
                Told(
                    callers,
                    [
                        elsewhere,
                        LabelMatcher.Equal(IstioLabels.DestinationWorkloadNamespace, IstioLabels.Unknown),
                        LabelMatcher.Equal(IstioLabels.DestinationWorkload, IstioLabels.Unknown),
                        LabelMatcher.Within(IstioLabels.DestinationService, [.. options.Namespaces.Select(name => $".{name}.")]),
                    ]),
            ];

            // Of one cluster, callers of the same namespace in another cluster are elsewhere, too.
            _toldByCallers = [Told([IstioReporters.Source], options.Cluster is null ? [elsewhere, .. within] : within)];
            _incoming = Told(callees, within);
            _outgoing = [Told(callers, from)];
        }
    }

    /// <summary>Every selection.</summary>
    public ImmutableArray<ImmutableArray<LabelMatcher>> All => [.. _unanswered, .. _toldByCallers, _incoming, .. _outgoing];

    /// <summary>Every selection of connections: without ztunnels where they are not wanted.</summary>
    public ImmutableArray<ImmutableArray<LabelMatcher>> OfConnections => With(All, _withoutZtunnel);

    /// <summary>Connections as callees' proxies tell them.</summary>
    public ImmutableArray<ImmutableArray<LabelMatcher>> OfAnsweredConnections => With([_incoming], _withoutZtunnel);

    /// <summary>Every selection of requests.</summary>
    public ImmutableArray<ImmutableArray<LabelMatcher>> OfRequests(bool http, bool grpc) => OfProtocols(All, http, grpc);

    /// <summary>Requests as callees' proxies tell them.</summary>
    public ImmutableArray<ImmutableArray<LabelMatcher>> OfAnsweredRequests(bool http, bool grpc) => OfProtocols([_incoming], http, grpc);

    /// <summary>Requests that somebody answered, as every proxy tells them.</summary>
    public ImmutableArray<ImmutableArray<LabelMatcher>> OfTimedRequests(bool http, bool grpc)
        => OfProtocols([.. _toldByCallers, _incoming, .. _outgoing], http, grpc);

    private static ImmutableArray<LabelMatcher> Told(ImmutableArray<string> reporters, ImmutableArray<LabelMatcher> matchers)
        => [LabelMatcher.Equal(IstioLabels.Reporter, reporters.AsSpan()), .. matchers];

    // Istio does not always know the cluster of a callee; which it is then is decided by its caller's.
    private static ImmutableArray<LabelMatcher> Of(string? cluster, string label) => cluster is null
        ? []
        : [label == IstioLabels.DestinationCluster ? LabelMatcher.Equal(label, cluster, IstioLabels.Unknown) : LabelMatcher.Equal(label, cluster)];

    // What is no gRPC is HTTP, as in Kiali.
    private static ImmutableArray<ImmutableArray<LabelMatcher>> OfProtocols(ImmutableArray<ImmutableArray<LabelMatcher>> selections, bool http, bool grpc)
        => (http, grpc) switch
        {
            (true, true) => selections,
            (true, false) => With(selections, [LabelMatcher.NotEqual(IstioLabels.RequestProtocol, RequestProtocols.Grpc)]),
            (false, true) => With(selections, [LabelMatcher.Equal(IstioLabels.RequestProtocol, RequestProtocols.Grpc)]),
            _ => [],
        };

    private static ImmutableArray<ImmutableArray<LabelMatcher>> With(ImmutableArray<ImmutableArray<LabelMatcher>> selections, ImmutableArray<LabelMatcher> more)
        => more.IsEmpty ? selections : [.. selections.Select(matchers => matchers.AddRange(more))];
}
