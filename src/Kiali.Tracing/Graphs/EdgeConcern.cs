using System.Collections.Immutable;

namespace Kiali.Tracing.Graphs;

/// <summary>Orders edges by how much they should concern a reader.</summary>
public static class EdgeConcern
{
    /// <summary>The worst edges first.</summary>
    /// <remarks>Failing, then degraded, then what only the trace has seen, then the rest; within these by the share of errors, the trace's own, the rate, and
    /// the ends' ids.</remarks>
    /// <param name="edges">The edges.</param>
    /// <returns>All of them, ordered.</returns>
    public static ImmutableArray<MeshEdge> WorstFirst(IEnumerable<MeshEdge> edges) =>
    [
        .. edges.OrderByDescending(edge => edge.OnlyInTrace ? 1.5 : edge.Health == HealthStatus.Healthy ? 1 : (int)edge.Health)
            .ThenByDescending(edge => edge.Traffic.ErrorPercent ?? 0)
            .ThenByDescending(edge => edge.InTrace)
            .ThenByDescending(edge => edge.Traffic.RequestsPerSecond ?? 0)
            .ThenBy(edge => edge.Source, StringComparer.Ordinal)
            .ThenBy(edge => edge.Target, StringComparer.Ordinal)
            .ThenBy(edge => edge.Traffic.Protocol, StringComparer.Ordinal),
    ];
}
