using Kiali.Tracing.Graphs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Which node of a graph a caller, callee or service is: its id and names.</summary>
internal sealed record NodeIdentity(string Id, NodeType Type, string Cluster, string Namespace, string Workload, string App, string Version, string Service)
{
    private const string LatestVersion = "latest";

    /// <summary>Whether it is a waypoint.</summary>
    public bool IsWaypoint { get; private init; }

    public static NodeIdentity OfSource(GraphType graph, TrafficParty party) => Of(graph, party, string.Empty, string.Empty);

    public static NodeIdentity OfDestination(GraphType graph, TrafficPair pair) => Of(graph, pair.Destination, pair.ServiceNamespace, pair.ServiceName);

    /// <summary>A waypoint's node: a workload in every kind of graph, of no app.</summary>
    public static NodeIdentity OfWaypoint(TrafficParty party)
        => Of(GraphType.Workload, party with { App = IstioLabels.Unknown }, string.Empty, string.Empty) with { IsWaypoint = true };

    public static NodeIdentity OfService(string cluster, string serviceNamespace, string service) => new(
        $"svc_{cluster}_{serviceNamespace}_{service}",
        NodeType.Service,
        cluster,
        serviceNamespace,
        IstioLabels.Unknown,
        IstioLabels.Unknown,
        IstioLabels.Unknown,
        service);

    /// <summary>The node of a party in a kind of graph; with the service that it was called as, empty for a caller.</summary>
    public static NodeIdentity Of(GraphType graph, TrafficParty party, string serviceNamespace, string service)
    {
        bool hasWorkload = TrafficParty.IsKnown(party.Workload);
        bool hasApp = TrafficParty.IsKnown(party.App);
        bool hasService = TrafficParty.IsKnown(service);
        string inNamespace = TrafficParty.IsKnown(party.Namespace) ? party.Namespace : service.Length > 0 ? serviceNamespace : IstioLabels.Unknown;
        string cluster = party.Cluster;
        if (!hasWorkload && !hasApp && !hasService)
        {
            return service.Length == 0
                ? Party($"{cluster}_unknown_source", NodeType.Unknown)
                : OfService(cluster, inNamespace, IstioLabels.Unknown);
        }

        bool hasVersion = TrafficParty.IsKnown(party.Version) && party.Version != LatestVersion;
        if (hasApp && graph == GraphType.VersionedApp && (hasWorkload || hasVersion))
        {
            return Party(
                hasWorkload ? $"vapp_{cluster}_{inNamespace}_{party.Workload}" : $"vapp_{cluster}_{inNamespace}_{party.App}_{party.Version}", NodeType.App);
        }

        if (hasApp && (graph is GraphType.App or GraphType.VersionedApp))
        {
            return Party($"app_{cluster}_{inNamespace}_{party.App}", NodeType.App) with { Workload = IstioLabels.Unknown, Version = IstioLabels.Unknown };
        }

        if (hasWorkload)
        {
            return Party($"wl_{cluster}_{inNamespace}_{party.Workload}", NodeType.Workload);
        }

        return hasService
            ? OfService(cluster, inNamespace, service)
            : Party($"app_{cluster}_{inNamespace}_{party.App}", NodeType.App);

        NodeIdentity Party(string id, NodeType type)
            => new(id, type, cluster, inNamespace, party.Workload, party.App, party.Version, IstioLabels.Unknown);
    }
}
