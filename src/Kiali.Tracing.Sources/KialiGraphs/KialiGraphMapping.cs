using System.Collections.Immutable;
using System.Text.Json;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.KialiGraphs;

/// <summary>Turns the elements of Kiali's graph into nodes and edges. Boxes, which only group nodes, are left out.</summary>
/// <param name="responseTime">Which response time edges have.</param>
/// <param name="tally">Counts what could not be used.</param>
internal sealed class KialiGraphMapping(KialiResponseTime responseTime, ReadTally tally)
{
    private const string Inward = "In";
    private const string Outward = "Out";

    /// <summary>A text of an object; null when it has none.</summary>
    public static string? TextOf(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Makes the graph.</summary>
    /// <param name="type">What its nodes stand for.</param>
    /// <param name="nodes">The elements that are nodes.</param>
    /// <param name="edges">The elements that are edges.</param>
    public MeshGraph ToGraph(GraphType type, IEnumerable<JsonElement> nodes, IEnumerable<JsonElement> edges)
    {
        SortedDictionary<string, (MeshNode Node, ImmutableArray<KialiRates> Rates)> known = new(StringComparer.Ordinal);
        foreach (JsonElement node in nodes.Where(node => TextOf(node, "nodeType") != "box"))
        {
            if (ToNode(node) is not { } mapped || !known.TryAdd(mapped.Id, (mapped, RatesOf(node))))
            {
                tally.AddLoss("unreadable-node", "nodes have no id, or that of another, and were left out");
            }
        }

        List<(MeshEdge Edge, KialiRates Rates)> drawn = [];
        foreach (JsonElement edge in edges)
        {
            if (ToEdge(edge) is { } mapped && known.ContainsKey(mapped.Edge.Source) && known.ContainsKey(mapped.Edge.Target))
            {
                drawn.Add(mapped);
            }
            else
            {
                tally.AddLoss("unreadable-edge", "edges have no traffic, or ends that are no nodes, and were left out");
            }
        }

        ILookup<string, KialiRates> incoming = drawn.ToLookup(item => item.Edge.Target, item => item.Rates, StringComparer.Ordinal);
        ILookup<string, KialiRates> outgoing = drawn.ToLookup(item => item.Edge.Source, item => item.Rates, StringComparer.Ordinal);
        return new MeshGraph(
            type,
            [.. known.Values.Select(item => WithTraffic(item.Node, item.Rates, [.. incoming[item.Node.Id]], [.. outgoing[item.Node.Id]]))],
            [
                .. drawn.Select(item => item.Edge)
                    .OrderBy(edge => edge.Source, StringComparer.Ordinal).ThenBy(edge => edge.Target, StringComparer.Ordinal).ThenBy(edge => edge.Traffic.Protocol, StringComparer.Ordinal),
            ]);
    }

    private MeshNode? ToNode(JsonElement data)
    {
        if (TextOf(data, "id") is not { Length: > 0 } id)
        {
            return null;
        }

        string? aggregate = Known(data, "aggregateValue");
        NodeType type = TextOf(data, "nodeType") switch
        {
            "workload" => NodeType.Workload,
            "app" => NodeType.App,
            "service" => NodeType.Service,
            "aggregate" when aggregate is not null => NodeType.Service,
            "unknown" => NodeType.Unknown,
            _ => Unforeseen(),
        };
        return new MeshNode(id, type)
        {
            Cluster = Known(data, "cluster"),
            Namespace = Known(data, "namespace"),
            Workload = Known(data, "workload"),
            App = Known(data, "app"),
            Version = Known(data, "version"),
            Service = aggregate ?? Known(data, "service"),
            IsWaypoint = data.TryGetProperty("isWaypoint", out JsonElement waypoint) && waypoint.ValueKind == JsonValueKind.True,
        };

        NodeType Unforeseen()
        {
            tally.Add("unknown-node-type", "nodes are of a type that is not known; they show as unknown");
            return NodeType.Unknown;
        }
    }

    private (MeshEdge Edge, KialiRates Rates)? ToEdge(JsonElement data)
    {
        if (TextOf(data, "source") is not { } source || TextOf(data, "target") is not { } target
            || !data.TryGetProperty("traffic", out JsonElement traffic) || KialiRates.Read(traffic) is not { } rates)
        {
            return null;
        }

        MeshEdge edge = new(source, target, rates.OfEdge())
        {
            ResponseTimes = data.TryGetProperty("responseTime", out JsonElement time) && KialiRates.NumberOf(time) is { } millis ? TimesOf(millis) : ResponseTimes.Unknown,
            MtlsPercent = data.TryGetProperty("isMTLS", out JsonElement secured) ? KialiRates.NumberOf(secured) : null,
            Health = HealthOf(TextOf(data, "healthStatus")) ?? RequestTraffic.HealthOf(rates.Protocol, rates.ByCode),
        };
        return (edge, rates);
    }

    private static MeshNode WithTraffic(MeshNode node, ImmutableArray<KialiRates> own, ImmutableArray<KialiRates> incoming, ImmutableArray<KialiRates> outgoing)
    {
        ImmutableArray<EdgeTraffic> inward = [.. own.Select(rates => TrafficOf(rates, Inward, incoming)).OfType<EdgeTraffic>().OrderBy(traffic => traffic.Protocol, StringComparer.Ordinal)];
        ImmutableArray<EdgeTraffic> outward = [.. own.Select(rates => TrafficOf(rates, Outward, outgoing)).OfType<EdgeTraffic>().OrderBy(traffic => traffic.Protocol, StringComparer.Ordinal)];
        return node with
        {
            Traffic = inward.IsEmpty ? outward : inward,
            Health = inward.Concat(outward).Select(traffic => RequestTraffic.HealthOf(traffic.Protocol, traffic.ByCode)).Append(HealthStatus.Unknown).Max(),
        };
    }

    private static EdgeTraffic? TrafficOf(KialiRates rates, string direction, ImmutableArray<KialiRates> edges)
    {
        ImmutableArray<KialiRates> same = [.. edges.Where(edge => edge.Protocol == rates.Protocol)];
        ImmutableSortedDictionary<string, double> byCode = same.SelectMany(edge => edge.ByCode)
            .GroupBy(code => code.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(code => code.Key, code => code.Sum(item => item.Value), StringComparer.Ordinal);
        return rates.OfNode(direction, byCode, same.Any(edge => edge.IsMessages));
    }

    private ResponseTimes TimesOf(double millis)
    {
        tally.Add(
            "response-time-kind",
            "response times do not say which they are; they are taken for the 95th percentile, which is Kiali's default",
            count: responseTime == KialiResponseTime.Unknown ? 1 : 0);
        return responseTime switch
        {
            KialiResponseTime.Average => ResponseTimes.Unknown with { Avg = millis },
            KialiResponseTime.Median => ResponseTimes.Unknown with { P50 = millis },
            KialiResponseTime.P99 => ResponseTimes.Unknown with { P99 = millis },
            _ => ResponseTimes.Unknown with { P95 = millis },
        };
    }

    private static HealthStatus? HealthOf(string? word) => word switch
    {
        "Healthy" => HealthStatus.Healthy,
        "Degraded" => HealthStatus.Degraded,
        "Failure" => HealthStatus.Failing,
        "NA" => HealthStatus.Unknown,
        _ => null,
    };

    private static ImmutableArray<KialiRates> RatesOf(JsonElement data)
        => data.TryGetProperty("traffic", out JsonElement traffic) && traffic.ValueKind == JsonValueKind.Array
            ? [.. traffic.EnumerateArray().Select(KialiRates.Read).OfType<KialiRates>()]
            : [];

    private static string? Known(JsonElement data, string name) => TextOf(data, name) is { Length: > 0 } text && text != IstioLabels.Unknown ? text : null;
}
