using System.Collections.Immutable;
using Kiali.Tracing.Catalog;

namespace Kiali.Tracing.Sources;

/// <summary>Gives what exists: workloads with their pods and containers.</summary>
/// <remarks>Failures as with <see cref="ITraceSource"/>.</remarks>
public interface ICatalogSource : ISource
{
    /// <summary>Lists workloads.</summary>
    /// <param name="query">Which ones. Of a source that does not remember when workloads were there, all that it knows of the namespaces.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads, ordered by reference.</returns>
    Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CatalogQuery query, CancellationToken cancellationToken);

    /// <summary>Lists all workloads of the present.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workloads, ordered by reference.</returns>
    Task<Answer<ImmutableArray<Workload>>> GetWorkloadsAsync(CancellationToken cancellationToken) => GetWorkloadsAsync(CatalogQuery.Everything, cancellationToken);
}
