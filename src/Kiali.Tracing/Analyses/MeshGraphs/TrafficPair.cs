using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Who called whom, through which host and protocol: what the caller's and the callee's reports of the same requests have in common.</summary>
internal sealed partial record TrafficPair(
    TrafficParty Source, TrafficParty Destination, string ServiceNamespace, string Host, string ServiceName, string Protocol)
    : IComparable<TrafficPair>
{
    private const string EgressGateway = "istio-egressgateway";

    private const string LatestVersion = "latest";

    /// <summary>Reads a pair from a series' labels.</summary>
    /// <returns>The pair, or null for telemetry that names too little: of pods that are starting or stopping.</returns>
    public static TrafficPair? Of(LabelSet labels, string? protocol = null)
    {
        TrafficParty source = new(
            OrUnknown(IstioLabels.SourceCluster),
            OrUnknown(IstioLabels.SourceWorkloadNamespace),
            OrUnknown(IstioLabels.SourceWorkload),
            OrUnknown(IstioLabels.SourceCanonicalService),
            OrUnknown(IstioLabels.SourceCanonicalRevision));
        TrafficParty destination = new(
            OrUnknown(IstioLabels.DestinationCluster),
            OrUnknown(IstioLabels.DestinationWorkloadNamespace),
            OrUnknown(IstioLabels.DestinationWorkload),
            OrUnknown(IstioLabels.DestinationCanonicalService),
            OrUnknown(IstioLabels.DestinationCanonicalRevision));
        TrafficPair pair = new(
            source,
            destination,
            OrUnknown(IstioLabels.DestinationServiceNamespace),
            OrUnknown(IstioLabels.DestinationService),
            OrUnknown(IstioLabels.DestinationServiceName),
            protocol ?? OrUnknown(IstioLabels.RequestProtocol));
        if (TrafficParty.IsKnown(source.Namespace)
            && ((!TrafficParty.IsKnown(source.Workload) && !TrafficParty.IsKnown(source.App))
                || labels.GetValue(IstioLabels.SourceCluster) == IstioLabels.Unknown))
        {
            return null;
        }

        pair = pair.WithUsualDestination();
        bool isAddress = !TrafficParty.IsKnown(pair.Destination.Workload) && pair.Host == pair.ServiceName && Address().IsMatch(pair.ServiceName);
        bool lacksCluster = TrafficParty.IsKnown(pair.ServiceNamespace)
            && labels.GetValue(IstioLabels.DestinationCluster) == IstioLabels.Unknown
            && !TrafficParty.IsKnown(pair.Destination.Cluster);
        return isAddress || lacksCluster ? null : pair;

        string OrUnknown(string name) => labels.GetValue(name) is { Length: > 0 } value ? value : IstioLabels.Unknown;
    }

    /// <summary>Whether a graph shows it: a caller or callee is of its namespaces, or a service of theirs that no workload answered for; or it is of its focus.</summary>
    public bool Concerns(GraphOptions options)
    {
        if (options.Focus is { } focus)
        {
            return IsOf(focus);
        }

        ImmutableArray<string> namespaces = options.Namespaces;
        return IsWithin(Source.Cluster, Source.Namespace)
            || IsWithin(Destination.Cluster, Destination.Namespace)
            || (Destination.Namespace == IstioLabels.Unknown && Host.Split('.').Skip(1).SkipLast(1).Any(part => IsWithin(Destination.Cluster, part)));

        bool IsWithin(string cluster, string inNamespace)
            => (namespaces.IsEmpty || namespaces.Contains(inNamespace)) && (options.Cluster is null || options.Cluster == cluster);
    }

    public int CompareTo(TrafficPair? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = Source.CompareTo(other.Source);
        order = order != 0 ? order : Destination.CompareTo(other.Destination);
        order = order != 0 ? order : string.CompareOrdinal(ServiceNamespace, other.ServiceNamespace);
        order = order != 0 ? order : string.CompareOrdinal(Host, other.Host);
        order = order != 0 ? order : string.CompareOrdinal(ServiceName, other.ServiceName);
        return order != 0 ? order : string.CompareOrdinal(Protocol, other.Protocol);
    }

    private bool IsOf(GraphFocus focus)
    {
        return focus.Kind switch
        {
            GraphFocusKind.Service => ServiceName == focus.Name && IsIn(Destination.Cluster, ServiceNamespace),
            GraphFocusKind.App => (Source.App == focus.Name && IsIn(Source.Cluster, Source.Namespace))
                || (Destination.App == focus.Name && IsIn(Destination.Cluster, Destination.Namespace)),
            _ => (Source.Workload == focus.Name && IsIn(Source.Cluster, Source.Namespace))
                || (Destination.Workload == focus.Name && IsIn(Destination.Cluster, Destination.Namespace)),
        };

        bool IsIn(string cluster, string inNamespace)
            => (focus.Cluster is null || !TrafficParty.IsKnown(cluster) || focus.Cluster == cluster) && (focus.Namespace is null || focus.Namespace == inNamespace);
    }

    private TrafficPair WithUsualDestination()
    {
        // The egress gateway is told as a bare host without a workload (kiali#2999); the host's second part is Istio's namespace.
        if (Host == ServiceName && Host.StartsWith(EgressGateway + ".", StringComparison.Ordinal) && Host.Split('.') is [_, { } istio, "svc", ..])
        {
            return this with
            {
                Destination = new TrafficParty(Source.Cluster, istio, EgressGateway, EgressGateway, LatestVersion),
                ServiceNamespace = istio,
                ServiceName = EgressGateway,
            };
        }

        // Istio may not know the cluster of a callee (istio#29373): the caller's is the likely one.
        return !TrafficParty.IsKnown(Destination.Cluster) && TrafficParty.IsKnown(Source.Cluster) && TrafficParty.IsKnown(ServiceNamespace)
            ? this with { Destination = Destination with { Cluster = Source.Cluster } }
            : this;
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+\.\d+(:\d+)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
