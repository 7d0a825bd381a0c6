using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Builds a mesh graph from the growth of Istio's counters and histograms.</summary>
/// <remarks>
/// Samples of one pair of caller and callee are gathered first, whoever reports them; then each pair adds to the one or two edges that it runs over. Pairs are
/// taken in the order of their names, so that sums come out the same whatever the order of the answers. A series that several answers have counts once.
/// </remarks>
internal sealed class GraphBuilder(GraphOptions options, double windowSeconds)
{
    private const string Sent = "sent";
    private const string Received = "received";

    private readonly Dictionary<(string Source, string Target, string Protocol), EdgeDraft> _edges = [];
    private readonly SortedDictionary<TrafficPair, PairReports> _requests = [];
    private readonly SortedDictionary<TrafficPair, PairReports> _messages = [];
    private readonly SortedDictionary<TrafficPair, PairReports> _bytes = [];
    private readonly Dictionary<TrafficParty, bool> _waypoints = [];
    private long _unusable;

    private bool HasServices => options.InjectServices || options.Type == GraphType.Service;

    public void AddRequests(IEnumerable<MetricSeries> series) => Gather(_requests, series.Where(IsWanted), null, CodeOf);

    public void AddMessages(IEnumerable<MetricSeries> sent, IEnumerable<MetricSeries> received)
    {
        Gather(_messages, sent, RequestProtocols.Grpc, (_, _) => Sent);
        Gather(_messages, received, RequestProtocols.Grpc, (_, _) => Received);
    }

    public void AddBytes(IEnumerable<MetricSeries> sent, IEnumerable<MetricSeries> received)
    {
        Gather(_bytes, sent, RequestProtocols.Tcp, (_, _) => Sent);
        Gather(_bytes, received, RequestProtocols.Tcp, (_, _) => Received);
    }

    /// <summary>Turns what was gathered into edges; to be called once, before <see cref="AddSecurity"/> and <see cref="AddResponseTimes"/>.</summary>
    public void Settle()
    {
        Settle(_requests, (traffic, code, rate) => traffic.AddRequests(code, rate));
        Settle(_messages, (traffic, _, rate) => traffic.AddMessages(rate));
        Settle(_bytes, (traffic, _, rate) => traffic.AddBytes(rate));
    }

    /// <summary>Adds what callees' proxies say of connection security.</summary>
    /// <param name="series">Growth by parties and security.</param>
    /// <param name="protocol">The protocol of all; null to read it from the labels.</param>
    public void AddSecurity(IEnumerable<MetricSeries> series, string? protocol = null)
    {
        foreach (MetricSeries one in series)
        {
            if (GrowthOf(one) is { } growth and > 0 && TrafficPair.Of(one.Labels, protocol) is { } pair)
            {
                foreach (EdgeDraft edge in KnownEdgesOf(pair))
                {
                    edge.AddSecurity(one.Labels.GetValue(IstioLabels.ConnectionSecurityPolicy) == IstioLabels.MutualTls, growth);
                }
            }
        }
    }

    /// <summary>Adds response times; of a pair that several proxies report, those told nearest to the callee count, as they hold least time of the network.</summary>
    public void AddResponseTimes(IEnumerable<HistogramIncrease> increases)
    {
        SortedDictionary<TrafficPair, List<HistogramIncrease>> reports = [];
        foreach (HistogramIncrease increase in increases)
        {
            if (increase.Count is null or > 0 && TrafficPair.Of(increase.Labels) is { } pair)
            {
                if (!reports.TryGetValue(pair, out List<HistogramIncrease>? told))
                {
                    reports.Add(pair, told = []);
                }

                told.Add(increase);
            }
        }

        foreach ((TrafficPair pair, List<HistogramIncrease> told) in reports)
        {
            // A service's own edge has them; in a service graph, where that edge goes away, its caller's.
            EdgeDraft? edge = options.Type == GraphType.Service ? KnownEdgesOf(pair).FirstOrDefault() : KnownEdgesOf(pair).LastOrDefault();
            edge?.StartResponseTimes().Add(PairReports.NearestToCallee(told, increase => increase.Labels.GetValue(IstioLabels.Reporter)));
        }
    }

    public IEnumerable<Warning> Warnings()
    {
        if (_unusable > 0)
        {
            yield return new Warning(
                "incomplete-telemetry",
                $"{Formatting.NumberText.Counted(_unusable, "series", "series")} named too little to place and were left out: pods that were starting or stopping.",
                _unusable);
        }
    }

    public ImmutableArray<EdgeDraft> Edges()
        => [.. _edges.OrderBy(edge => edge.Key.Source, StringComparer.Ordinal)
            .ThenBy(edge => edge.Key.Target, StringComparer.Ordinal)
            .ThenBy(edge => edge.Key.Protocol, StringComparer.Ordinal)
            .Select(edge => edge.Value)];

    private bool IsWanted(MetricSeries series)
        => (series.Labels.GetValue(IstioLabels.RequestProtocol) == RequestProtocols.Grpc ? options.Grpc : options.Http) == TrafficRate.Requests;

    private void Gather(
        SortedDictionary<TrafficPair, PairReports> gathered, IEnumerable<MetricSeries> series, string? protocol, Func<TrafficPair, LabelSet, string> codeOf)
    {
        HashSet<LabelSet> seen = [];
        foreach (MetricSeries one in series)
        {
            if (GrowthOf(one) is not { } growth || (growth == 0 && !options.IncludeIdleEdges) || !seen.Add(one.Labels))
            {
                continue;
            }

            if (TrafficPair.Of(one.Labels, protocol) is not { } pair)
            {
                _unusable++;
                continue;
            }

            if (!pair.Concerns(options))
            {
                continue;
            }

            if (!gathered.TryGetValue(pair, out PairReports? reports))
            {
                gathered.Add(pair, reports = new PairReports());
            }

            reports.Add(
                one.Labels.GetValue(IstioLabels.Reporter), codeOf(pair, one.Labels), one.Labels.GetValue(IstioLabels.ResponseFlags), growth / windowSeconds);
        }
    }

    private void Settle(SortedDictionary<TrafficPair, PairReports> gathered, Action<TrafficSum, string, double> add)
    {
        foreach ((TrafficPair pair, PairReports reports) in gathered)
        {
            foreach ((string code, double rate) in reports.Chosen())
            {
                foreach (EdgeDraft edge in EdgesOf(pair))
                {
                    add(edge.Traffic, code, rate);
                }
            }
        }
    }

    private IEnumerable<EdgeDraft> EdgesOf(TrafficPair pair)
        => Route(pair).Select(hop =>
        {
            (string, string, string) key = (hop.Source.Id, hop.Target.Id, pair.Protocol);
            if (!_edges.TryGetValue(key, out EdgeDraft? edge))
            {
                _edges.Add(key, edge = new EdgeDraft(hop.Source, hop.Target, pair.Protocol));
            }

            return edge;
        });

    private IEnumerable<EdgeDraft> KnownEdgesOf(TrafficPair pair)
        => Route(pair).Select(hop => _edges.GetValueOrDefault((hop.Source.Id, hop.Target.Id, pair.Protocol))).OfType<EdgeDraft>();

    private IEnumerable<(NodeIdentity Source, NodeIdentity Target)> Route(TrafficPair pair)
    {
        GraphType type = options.Type == GraphType.Service ? GraphType.Workload : options.Type;
        bool fromWaypoint = IsWaypoint(pair.Source);
        bool toWaypoint = IsWaypoint(pair.Destination);
        NodeIdentity source = fromWaypoint ? NodeIdentity.OfWaypoint(pair.Source) : NodeIdentity.OfSource(type, pair.Source);
        NodeIdentity target = toWaypoint ? NodeIdentity.OfWaypoint(pair.Destination) : NodeIdentity.OfDestination(type, pair);
        if (HasServices && target.Type != NodeType.Service && !fromWaypoint && !toWaypoint
            && TrafficParty.IsKnown(pair.ServiceName) && pair.ServiceName != IstioLabels.PassthroughCluster)
        {
            NodeIdentity service = NodeIdentity.OfService(pair.Destination.Cluster, pair.ServiceNamespace, pair.ServiceName);
            yield return (source, service);
            yield return (service, target);
        }
        else
        {
            yield return (source, target);
        }
    }

    private bool IsWaypoint(TrafficParty party)
    {
        if (options.Waypoints.IsEmpty || !TrafficParty.IsKnown(party.Workload))
        {
            return false;
        }

        if (!_waypoints.TryGetValue(party, out bool isOne))
        {
            WorkloadRef workload = new(TrafficParty.IsKnown(party.Cluster) ? party.Cluster : null, party.Namespace, party.Workload);
            _waypoints.Add(party, isOne = options.Waypoints.Any(workload.Matches));
        }

        return isOne;
    }

    private static string CodeOf(TrafficPair pair, LabelSet labels)
        => ResponseCodes.Of(pair.Protocol, labels.GetValue(IstioLabels.ResponseCode), labels.GetValue(IstioLabels.GrpcResponseStatus));

    private static double? GrowthOf(MetricSeries series)
        => !series.Points.IsEmpty && series.Points[^1].Value is >= 0 and < double.PositiveInfinity ? series.Points[^1].Value : null;
}
