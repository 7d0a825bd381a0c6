using System.Collections.Immutable;

namespace Kiali.Tracing.Sources;

/// <summary>Gives traces.</summary>
/// <remarks>
/// Nothing found is an empty set. A trace is never split: it is in the answer with all spans that the source has. Transport and reading failures throw
/// <see cref="SourceException"/>, bad queries <see cref="ArgumentException"/>. A payload that was understood in part is an answer with warnings.
/// </remarks>
public interface ITraceSource : ISource
{
    /// <summary>Looks for traces.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The traces; incomplete when the query's limit left some out.</returns>
    Task<Answer<TraceSet>> FindTracesAsync(TraceQuery query, CancellationToken cancellationToken);

    /// <summary>Gets one trace.</summary>
    /// <param name="traceId">Its id. A 64-bit id also finds the trace whose low half it is, when there is just one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The trace, or null when the source does not have it.</returns>
    Task<Answer<Trace?>> GetTraceAsync(TraceId traceId, CancellationToken cancellationToken);

    /// <summary>The services that have spans, as in <c>service.name</c>.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their names, in ordinal order.</returns>
    Task<Answer<ImmutableArray<string>>> GetServicesAsync(CancellationToken cancellationToken);

    /// <summary>The names of a service's spans.</summary>
    /// <param name="service">The service, as in <c>service.name</c>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The names, in ordinal order; empty for an unknown service.</returns>
    Task<Answer<ImmutableArray<string>>> GetOperationsAsync(string service, CancellationToken cancellationToken);
}
