using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Tool.Shell;

/// <summary>Opens sources for a session of this process.</summary>
internal static class SessionSources
{
    /// <summary>Opens a source; relative paths are of the current folder.</summary>
    /// <param name="uri">Its URI.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The opened source.</returns>
    public static Task<OpenedSource> OpenAsync(string uri, SourceOpenOptions options, CancellationToken cancellationToken)
        => SourceRegistry.OpenAsync(uri, options, cancellationToken);
}
