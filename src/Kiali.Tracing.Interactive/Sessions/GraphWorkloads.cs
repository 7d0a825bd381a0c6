using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Graphs;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>The workloads that a ready graph names, where there is neither a catalogue nor traces to tell them.</summary>
internal static class GraphWorkloads
{
    /// <summary>Finds them.</summary>
    /// <param name="sources">The connected sources.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads, ordered; none without a ready graph.</returns>
    /// <exception cref="SourceException">The source failed.</exception>
    public static async Task<ImmutableArray<Workload>> FindAsync(ImmutableArray<OpenedSource> sources, CancellationToken cancellationToken)
    {
        IMeshGraphSource? ready = sources.Select(source => source.Graphs).FirstOrDefault(source => source is not null);
        if (ready is null)
        {
            return [];
        }

        Answer<MeshGraph> graph = await ready.GetGraphAsync(new MeshGraphQuery(), cancellationToken).ConfigureAwait(false);
        return
        [
            .. graph.Value.Nodes.Where(node => node is { Workload: not null, Namespace: not null })
                .DistinctBy(node => (node.Cluster, node.Namespace, node.Workload))
                .Select(node => new Workload(
                    new WorkloadRef(node.Cluster, node.Namespace!, node.Workload!),
                    string.Empty,
                    node.App ?? string.Empty,
                    node.Version ?? string.Empty,
                    ImmutableSortedDictionary<string, string>.Empty,
                    []))
                .OrderBy(workload => workload.Ref),
        ];
    }
}
