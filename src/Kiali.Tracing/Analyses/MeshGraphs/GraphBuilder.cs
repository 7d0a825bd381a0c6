using System.Collections.Immutable;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Builds a mesh graph from the growth of Istio's counters and histograms.</summary>
/// <remarks>
/// Samples of one pair of caller and callee are gathered first, whoever reports them; then each pair adds to the one or two edges that it runs over. Pairs are
/// taken in the order of their names, so that sums come out the same whatever the order of the answers.
/// </remarks>
internal sealed class GraphBuilder(GraphOptions options, double windowSeconds)
{
    private readonly Dictionary<(string Source, string Target, string Protocol), EdgeDraft> _edges = [];
    private readonly SortedDictionary<TrafficPair, PairReports> _requests = [];
    private readonly SortedDictionary<TrafficPair, PairReports> _bytes = [];
    private long _unusable;

    private bool HasServices => options.InjectServices || options.Type == GraphType.Service;

    public void AddRequests(IEnumerable<MetricSeries> series) => Gather(_requests, series, protocol: null);

    public void AddBytes(IEnumerable<MetricSeries> series) => Gather(_bytes, series, RequestProtocols.Tcp);

    /// <summary>Turns what was gathered into edges; to be called once, before <see cref="AddSecurity"/> and <see cref="AddResponseTimes"/>.</summary>
    public void Settle()
    {
        foreach ((TrafficPair pair, PairReports reports) in _requests)
        {
            foreach ((string code, double rate) in reports.Chosen())
            {
                foreach (EdgeDraft edge in EdgesOf(pair))
                {
                    edge.Traffic.AddRequests(code, rate);
                }
            }
        }

        foreach ((TrafficPair pair, PairReports reports) in _bytes)
        {
            double rate = reports.Chosen().Sum(entry => entry.Rate);
            foreach (EdgeDraft edge in EdgesOf(pair))
            {
                edge.Traffic.AddBytes(rate);
            }
        }
    }

    public void AddSecurity(IEnumerable<MetricSeries> series)
    {
        foreach (MetricSeries one in series)
        {
            if (GrowthOf(one) is { } growth && TrafficPair.Of(one.Labels) is { } pair)
            {
                foreach (EdgeDraft edge in KnownEdgesOf(pair))
                {
                    edge.AddSecurity(one.Labels.GetValue(IstioLabels.ConnectionSecurityPolicy) == IstioLabels.MutualTls, growth);
                }
            }
        }
    }

    /// <summary>Adds response times; of a pair that both ends report, the callee's count, as they hold no time of the network.</summary>
    public void AddResponseTimes(IEnumerable<HistogramIncrease> increases)
    {
        SortedDictionary<TrafficPair, (HistogramIncrease? ByDestination, HistogramIncrease? BySource)> reports = [];
        foreach (HistogramIncrease increase in increases)
        {
            if (increase.Count is null or > 0 && TrafficPair.Of(increase.Labels) is { } pair)
            {
                reports.TryGetValue(pair, out (HistogramIncrease? ByDestination, HistogramIncrease? BySource) known);
                reports[pair] = IsBySource(increase.Labels) ? (known.ByDestination, increase) : (increase, known.BySource);
            }
        }

        foreach ((TrafficPair pair, (HistogramIncrease? byDestination, HistogramIncrease? bySource)) in reports)
        {
            // A service's own edge has them; in a service graph, where that edge goes away, its caller's.
            EdgeDraft? edge = options.Type == GraphType.Service ? KnownEdgesOf(pair).FirstOrDefault() : KnownEdgesOf(pair).LastOrDefault();
            if (edge is not null && (byDestination ?? bySource) is { } increase)
            {
                edge.StartResponseTimes().Add(increase);
            }
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

    private void Gather(SortedDictionary<TrafficPair, PairReports> gathered, IEnumerable<MetricSeries> series, string? protocol)
    {
        foreach (MetricSeries one in series)
        {
            if (GrowthOf(one) is not { } growth)
            {
                continue;
            }

            if (TrafficPair.Of(one.Labels, protocol) is not { } pair)
            {
                _unusable++;
                continue;
            }

            if (!pair.Concerns(options.Namespaces))
            {
                continue;
            }

            if (!gathered.TryGetValue(pair, out PairReports? reports))
            {
                gathered.Add(pair, reports = new PairReports());
            }

            string code = protocol is null
                ? ResponseCodes.Of(pair.Protocol, one.Labels.GetValue(IstioLabels.ResponseCode), one.Labels.GetValue(IstioLabels.GrpcResponseStatus))
                : string.Empty;
            reports.Add(IsBySource(one.Labels), code, one.Labels.GetValue(IstioLabels.ResponseFlags), growth / windowSeconds);
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
        NodeIdentity source = NodeIdentity.OfSource(type, pair.Source);
        NodeIdentity target = NodeIdentity.OfDestination(type, pair);
        if (HasServices && target.Type != NodeType.Service
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

    private static bool IsBySource(LabelSet labels) => labels.GetValue(IstioLabels.Reporter) == IstioReporters.Source;

    private static double? GrowthOf(MetricSeries series)
        => !series.Points.IsEmpty && series.Points[^1].Value is > 0 and < double.PositiveInfinity ? series.Points[^1].Value : null;
}
