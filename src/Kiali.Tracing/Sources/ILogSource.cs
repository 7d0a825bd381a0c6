using System.Collections.Immutable;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources;

/// <summary>Gives log lines as containers wrote them; what is in them is read in <see cref="Logs"/>.</summary>
/// <remarks>Failures as with <see cref="ITraceSource"/>.</remarks>
public interface ILogSource : ISource
{
    /// <summary>Whether it keeps apart what a container wrote before it last restarted, see <see cref="LogQuery.Previous"/>; no by default.</summary>
    bool HasPreviousContainers => false;

    /// <summary>Looks for lines.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// The lines by time, then in the order they were written; incomplete when the query's limit left older ones out. The warning <c>limit</c> counts those; a
    /// live source that stopped reading there counts those it knows of.
    /// </returns>
    Task<Answer<ImmutableArray<RawLogLine>>> FindLinesAsync(LogQuery query, CancellationToken cancellationToken);
}
