using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>One of the ways in which a Jaeger is asked.</summary>
/// <remarks>
/// Failures are <see cref="SourceException"/>s; a server that does not have this way is a <see cref="MissingApiException"/>. When the deadline comes, what had
/// arrived is the answer, and its tally says so.
/// </remarks>
internal interface IJaegerWire
{
    /// <summary>Its name, for people.</summary>
    string Name { get; }

    /// <summary>Looks for traces.</summary>
    Task<JaegerBatch> FindAsync(JaegerSearch search, CancellationToken cancellationToken);

    /// <summary>Gets a trace; null when the server does not have it.</summary>
    Task<JaegerBatch?> GetAsync(TraceId traceId, CancellationToken cancellationToken);

    /// <summary>Lists the services, in the server's order.</summary>
    Task<ImmutableArray<string>> GetServicesAsync(CancellationToken cancellationToken);

    /// <summary>Lists the names of a service's spans, in the server's order; those of several kinds more than once.</summary>
    Task<ImmutableArray<string>> GetOperationsAsync(string service, CancellationToken cancellationToken);
}
