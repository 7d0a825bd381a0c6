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
}
