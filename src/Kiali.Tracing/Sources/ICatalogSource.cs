using System.Collections.Immutable;
using Kiali.Tracing.Catalog;

namespace Kiali.Tracing.Sources;

/// <summary>Gives what exists: workloads with their pods and containers.</summary>
/// <remarks>Failures as with <see cref="ITraceSource"/>.</remarks>
public interface ICatalogSource : ISource
{
    /// <summary>All workloads.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads, ordered by reference.</returns>
    Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CancellationToken cancellationToken);

    /// <summary>The workloads that were there in a stretch of time, where the source remembers them; else all that it knows.</summary>
    /// <param name="window">The stretch; null for what the source takes for the present.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads, ordered by reference.</returns>
    Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(TimeRange? window, CancellationToken cancellationToken) => GetWorkloadsAsync(cancellationToken);

    /// <summary>The workloads of some namespaces, for sources that are asked less than for all.</summary>
    /// <param name="namespaces">The namespaces; empty for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads, ordered by reference.</returns>
    async Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(ImmutableArray<string> namespaces, CancellationToken cancellationToken)
    {
        Answer<ImmutableArray<Workload>> all = await GetWorkloadsAsync(cancellationToken).ConfigureAwait(false);
        return namespaces.IsEmpty ? all : all with { Value = [.. all.Value.Where(workload => namespaces.Contains(workload.Ref.Namespace))] };
    }
}
