using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>The one workload, app or service that a graph is of: its callers, it, and whom it calls.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cluster">Its cluster; null for any.</param>
/// <param name="Namespace">Its namespace; null for any.</param>
/// <param name="Name">Its name.</param>
public sealed record GraphFocus(GraphFocusKind Kind, string? Cluster, string? Namespace, string Name)
{
    /// <summary>The series of what comes in, whoever tells.</summary>
    internal ImmutableArray<LabelMatcher> Incoming => Kind == GraphFocusKind.Service
        ? Named(IstioLabels.DestinationCluster, IstioLabels.DestinationServiceNamespace, IstioLabels.DestinationServiceName)
        : Named(
            IstioLabels.DestinationCluster,
            IstioLabels.DestinationWorkloadNamespace,
            Kind == GraphFocusKind.App ? IstioLabels.DestinationCanonicalService : IstioLabels.DestinationWorkload);

    /// <summary>The series of what goes out; null for a service, which calls nobody.</summary>
    internal ImmutableArray<LabelMatcher>? Outgoing => Kind == GraphFocusKind.Service
        ? null
        : Named(
            IstioLabels.SourceCluster,
            IstioLabels.SourceWorkloadNamespace,
            Kind == GraphFocusKind.App ? IstioLabels.SourceCanonicalService : IstioLabels.SourceWorkload);

    private ImmutableArray<LabelMatcher> Named(string clusterLabel, string namespaceLabel, string nameLabel) =>
    [
        .. Cluster is { } cluster ? [LabelMatcher.Equal(clusterLabel, cluster, IstioLabels.Unknown)] : ImmutableArray<LabelMatcher>.Empty,
        .. Namespace is { } inNamespace ? [LabelMatcher.Equal(namespaceLabel, inNamespace)] : ImmutableArray<LabelMatcher>.Empty,
        LabelMatcher.Equal(nameLabel, Name),
    ];
}
