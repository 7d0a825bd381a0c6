using System.Globalization;
using System.Net;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Gets traces by their ids from <c>/api/v2/traces</c>, or from <c>/api/traces</c> where that does not exist.</summary>
/// <param name="pipeline">Where HTTP is asked.</param>
/// <param name="isHttp2">Whether the port is gRPC's, so that HTTP/2 is spoken there.</param>
internal sealed class TempoTraces(SourcePipeline pipeline, bool isHttp2)
{
    /// <summary>What it is called in errors.</summary>
    public const string GetTrace = "get trace";

    private const string Protobuf = "application/protobuf";

    private volatile bool _hasStatus;
    private volatile bool _isOld;

    /// <summary>Gets a trace.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="window">Where Tempo looks for it, Unix seconds; null for everywhere.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The trace, still to be read; null when Tempo says that it does not have it.</returns>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task<TempoTraceBody?> GetAsync(TraceId id, (long Start, long End)? window, CancellationToken cancellationToken)
    {
        string path = id + (window is var (start, end) ? string.Create(CultureInfo.InvariantCulture, $"?start={start}&end={end}") : string.Empty);
        bool isOld = _isOld;
        if (!isOld)
        {
            (TempoTraceBody? body, isOld) = await AskAsync("api/v2/traces/" + path, hasStatus: true, cancellationToken).ConfigureAwait(false);
            if (body is not null)
            {
                _hasStatus = true;
                return body;
            }

            // A 404 of a server that never answered here may mean the trace or the address: the older address tells.
            if (_hasStatus && !isOld)
            {
                return null;
            }
        }

        (TempoTraceBody? old, bool isNothing) = await AskAsync("api/traces/" + path, hasStatus: false, cancellationToken).ConfigureAwait(false);
        if (isNothing)
        {
            throw SourceFailure.OfStatus(pipeline.Uri, GetTrace, HttpStatusCode.NotFound, string.Empty);
        }

        _isOld |= isOld || old is not null;
        return old;
    }

    private Task<(TempoTraceBody? Body, bool IsNothing)> AskAsync(string path, bool hasStatus, CancellationToken cancellationToken) => pipeline.SendAsync<(TempoTraceBody?, bool)>(
        new SourceRequest(GetTrace, path)
        {
            Accept = Protobuf,
            IsHttp2 = isHttp2,
            Accepts = status => status == HttpStatusCode.NotFound || (isHttp2 && status is HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType),
        },
        async (reply, token) => reply.Status switch
        {
            HttpStatusCode.NotFound => (null, !TempoMapping.IsAboutTrace(reply.MediaType, await reply.ReadErrorAsync(token).ConfigureAwait(false))),
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType => throw GrpcOnly(),
            _ => (new TempoTraceBody(await TempoBody.ReadAsync(reply, token).ConfigureAwait(false), hasStatus, reply.MediaType.EndsWith("json", StringComparison.Ordinal)), false),
        },
        cancellationToken);

    private SourceException GrpcOnly() => new(
        pipeline.Uri,
        GetTrace,
        $"{pipeline.Uri}: {GetTrace}: this port serves gRPC only, and traces are got over HTTP; give Tempo's HTTP port with stream_over_http_enabled, or use tempo+http://HOST:PORT.");
}
