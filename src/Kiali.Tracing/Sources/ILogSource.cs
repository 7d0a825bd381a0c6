using System.Collections.Immutable;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources;

/// <summary>Gives log lines as containers wrote them; what is in them is read in <see cref="Logs"/>.</summary>
/// <remarks>Failures as with <see cref="ITraceSource"/>.</remarks>
public interface ILogSource : ISource
{
    /// <summary>Looks for lines.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The lines by time, then in the order they were written; incomplete when the query's limit left older ones out.</returns>
    Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(LogQuery query, CancellationToken cancellationToken);
}
