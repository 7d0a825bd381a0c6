using System.Collections.Immutable;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>Whether a source answers.</summary>
/// <param name="Source">The source.</param>
/// <param name="IsReachable">Whether it answered just now; a file always does, as it was read.</param>
/// <param name="Version">Its version, as it names itself; null when it does not.</param>
/// <param name="Message">What answers, or why nothing does.</param>
public sealed record SourceStatus(OpenedSource Source, bool IsReachable, string? Version, string Message)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Asks all sources at the same time.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their statuses, in their order; one that takes longer than 10 s is not reachable.</returns>
    public static async Task<ImmutableArray<SourceStatus>> AskAsync(ImmutableArray<OpenedSource> sources, CancellationToken cancellationToken)
        => [.. await Task.WhenAll(sources.Select(source => AskAsync(source, cancellationToken))).ConfigureAwait(false)];

    private static async Task<SourceStatus> AskAsync(OpenedSource source, CancellationToken cancellationToken)
    {
        if (source.Probe is not { } ask)
        {
            return new SourceStatus(source, true, null, source.Description);
        }

        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(LongestWait);
        try
        {
            SourceProbe probe = await ask(late.Token).ConfigureAwait(false);
            return new SourceStatus(source, true, probe.Version, probe.Message);
        }
        catch (SourceException failure)
        {
            return new SourceStatus(source, false, null, failure.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SourceStatus(source, false, null, $"{source.Uri}: no answer within {LongestWait.TotalSeconds:0} s; check that the server runs and is reachable from here.");
        }
    }
}
