using System.Net;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Asks Tempo whether it is there, ready, and of which version.</summary>
/// <param name="pipeline">Where HTTP is asked.</param>
/// <param name="isHttp2">Whether the port is gRPC's, so that HTTP/2 is spoken there.</param>
/// <param name="search">Where traces are searched, which may be another port.</param>
internal sealed class TempoProbe(SourcePipeline pipeline, bool isHttp2, ITempoSearch search)
{
    private const string Operation = "probe";

    private bool? _givesNewest;

    /// <summary>Asks.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="SourceException">It cannot be reached, or will not answer.</exception>
    public async Task<SourceProbe> AskAsync(CancellationToken cancellationToken)
    {
        string? version = await VersionAsync(cancellationToken).ConfigureAwait(false);
        if (version is null)
        {
            await AskAsync("api/echo", static _ => false, static _ => null, cancellationToken).ConfigureAwait(false);
        }

        long now = UnixTime.ToUnixNano(pipeline.Clock.GetUtcNow());
        (long start, long end) = TempoMapping.SecondsOf(new TimeRange(Math.Max(0, now - UnixTime.NanosPerSecond), now));
        TempoSearchAnswer answer = await search.SearchAsync(new TempoSearchQuestion("{ }", start, end, 1), cancellationToken).ConfigureAwait(false);
        if (answer.Refusal is { } refusal)
        {
            throw SourceFailure.OfStatus(pipeline.Uri, Operation, HttpStatusCode.BadRequest, refusal);
        }

        string message = version is null ? "Tempo, which does not tell its version" : $"Tempo {version}";
        return new SourceProbe(version, message + await ReadinessAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether the server gives the newest traces when it is asked to, as it does from version 2.8 on.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False for an older version, and for one that does not tell; true for one that is named otherwise, as Grafana's own servers are.</returns>
    public async Task<bool> GivesNewestAsync(CancellationToken cancellationToken)
    {
        if (_givesNewest is not { } known)
        {
            string? version = await VersionAsync(cancellationToken).ConfigureAwait(false);
            known = version is not null && TempoMapping.GivesNewest(version);
            _givesNewest = known;
        }

        return known;
    }

    private async Task<string?> VersionAsync(CancellationToken cancellationToken) => (await AskAsync(
        "api/status/buildinfo", static status => status == HttpStatusCode.NotFound, static body => TempoJson.ReadVersion(body), cancellationToken).ConfigureAwait(false)).Said;

    // A gateway may not let the question through; only a clear no counts.
    private Task<string> ReadinessAsync(CancellationToken cancellationToken) => pipeline.SendAsync(
        new SourceRequest(Operation, "ready") { Accept = "*/*", AcceptsHtml = true, IsHttp2 = isHttp2, Accepts = static _ => true },
        static async (reply, token) => reply.Status == HttpStatusCode.ServiceUnavailable && await reply.ReadErrorAsync(token).ConfigureAwait(false) is { Length: > 0 } why
            ? $"; it says that it is not ready: {why}"
            : string.Empty,
        cancellationToken);

    private Task<(bool There, string? Said)> AskAsync(
        string path, Func<HttpStatusCode, bool> accepts, Func<ArraySegment<byte>, string?> read, CancellationToken cancellationToken) => pipeline.SendAsync<(bool, string?)>(
        new SourceRequest(Operation, path) { Accept = "*/*", IsHttp2 = isHttp2, Accepts = accepts },
        async (reply, token) => accepts(reply.Status) ? (false, null) : (true, read(await TempoBody.ReadAsync(reply, token).ConfigureAwait(false))),
        cancellationToken);
}
