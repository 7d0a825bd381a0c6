using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Sources;

/// <summary>Gives mesh graphs that somebody else made, as a Kiali server does: ready graphs only. From metrics the graph is an analysis.</summary>
/// <remarks>Failures as with <see cref="ITraceSource"/>.</remarks>
public interface IMeshGraphSource : ISource
{
    /// <summary>Whose graphs they are, for people, for instance <c>Kiali</c>.</summary>
    string Maker { get; }

    /// <summary>Gets a graph.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The graph; without nodes when there was no traffic; incomplete when it is not of the window that was asked for.</returns>
    /// <exception cref="ArgumentException">The source has no graph whose nodes stand for what was asked for.</exception>
    Task<Answer<MeshGraph>> GetGraphAsync(MeshGraphQuery query, CancellationToken cancellationToken);
}
