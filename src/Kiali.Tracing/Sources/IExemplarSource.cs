using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources;

/// <summary>Gives exemplars: single observations of a metric, with the trace they came from.</summary>
/// <remarks>Failures as with <see cref="ITraceSource"/>.</remarks>
public interface IExemplarSource : ISource
{
    /// <summary>Looks for exemplars.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The exemplars by time, then labels; incomplete when the query's limit left older ones out.</returns>
    Task<Answer<ImmutableArray<MetricExemplar>>> FindExemplarsAsync(ExemplarQuery query, CancellationToken cancellationToken);
}
