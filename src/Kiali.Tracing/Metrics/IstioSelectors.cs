using System.Collections.Immutable;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Metrics;

/// <summary>Says in labels which of Istio's series are a workload's.</summary>
/// <remarks>
/// Each request is told by up to three proxies: one of them is chosen by <c>reporter</c>, never two of them summed, except that a waypoint stands in for
/// the sidecar that an ambient workload does not have.
/// </remarks>
public static class IstioSelectors
{
    /// <summary>The reporter that tells a workload's requests: its own proxy.</summary>
    /// <param name="direction">Which side of the traffic.</param>
    /// <returns><c>destination</c> for inbound, <c>source</c> for outbound.</returns>
    public static string ReporterOf(TrafficDirection direction) => direction == TrafficDirection.Inbound ? IstioReporters.Destination : IstioReporters.Source;

    /// <summary>The reporters of a workload's requests where waypoints take part.</summary>
    /// <param name="direction">Which side of the traffic.</param>
    /// <param name="withWaypoint">Whether waypoints take part.</param>
    /// <returns>The reporters, in alphabetical order.</returns>
    public static ImmutableArray<string> ReportersOf(TrafficDirection direction, bool withWaypoint)
        => withWaypoint ? [ReporterOf(direction), IstioReporters.Waypoint] : [ReporterOf(direction)];

    /// <summary>The series of a workload.</summary>
    /// <param name="family">The family: a histogram's without suffix, or a counter's whole name.</param>
    /// <param name="workload">The workload; where its cluster is not known, every cluster's is meant.</param>
    /// <param name="direction">Whether the requests that it answers or those that it makes.</param>
    /// <param name="reporters">Whose proxies tell; empty means that of <see cref="ReporterOf"/>.</param>
    /// <param name="peer">The workload at the other end; null for any.</param>
    /// <param name="groupBy">The labels to sum by; empty sums everything to one.</param>
    /// <returns>The selector.</returns>
    public static MetricSelector OfWorkload(
        string family,
        WorkloadRef workload,
        TrafficDirection direction,
        ImmutableArray<string> reporters = default,
        WorkloadRef? peer = null,
        ImmutableArray<string> groupBy = default)
    {
        ImmutableArray<LabelMatcher>.Builder matchers = ImmutableArray.CreateBuilder<LabelMatcher>();
        ImmutableArray<string> told = reporters.IsDefaultOrEmpty ? [ReporterOf(direction)] : reporters;
        matchers.Add(LabelMatcher.Equal(IstioLabels.Reporter, told.AsSpan()));
        bool inbound = direction == TrafficDirection.Inbound;
        matchers.AddRange(PartyOf(workload, source: !inbound));
        if (peer is not null)
        {
            matchers.AddRange(PartyOf(peer, source: inbound));
        }

        return new MetricSelector(family, matchers.ToImmutable(), groupBy.IsDefault ? [] : groupBy);
    }

    /// <summary>What a series has that a workload is at one end of.</summary>
    /// <param name="workload">The workload; where its cluster is not known, every cluster's is meant.</param>
    /// <param name="source">Whether at the caller's end.</param>
    /// <returns>The matchers.</returns>
    public static ImmutableArray<LabelMatcher> PartyOf(WorkloadRef workload, bool source) =>
    [
        LabelMatcher.Equal(source ? IstioLabels.SourceWorkloadNamespace : IstioLabels.DestinationWorkloadNamespace, workload.Namespace),
        LabelMatcher.Equal(source ? IstioLabels.SourceWorkload : IstioLabels.DestinationWorkload, workload.Name),
        .. workload.Cluster is { } cluster
            ? [LabelMatcher.Equal(source ? IstioLabels.SourceCluster : IstioLabels.DestinationCluster, cluster)]
            : ImmutableArray<LabelMatcher>.Empty,
    ];
}
