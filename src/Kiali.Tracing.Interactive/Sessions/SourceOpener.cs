using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Opens a source by its URI.</summary>
/// <param name="uri">The URI.</param>
/// <param name="options">How.</param>
/// <param name="cancellationToken">Stops the work.</param>
/// <returns>The opened source.</returns>
/// <exception cref="SourceException">It cannot be reached or read.</exception>
/// <exception cref="ArgumentException">The URI is wrong; the message says how.</exception>
public delegate Task<OpenedSource> SourceOpener(string uri, SourceOpenOptions options, CancellationToken cancellationToken);
