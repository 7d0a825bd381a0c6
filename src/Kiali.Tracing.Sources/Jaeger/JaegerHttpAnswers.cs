using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Asks a Jaeger over HTTP and reads its JSON, of either API; tells "no such trace" from "no such API".</summary>
/// <remarks>
/// Jaeger's own "not found" is status 404 with JSON that says so. Any other 404 is an API that is not there; so is a web page, since Jaeger answers unknown paths with
/// that of its user interface.
/// </remarks>
internal sealed class JaegerHttpAnswers(SourcePipeline pipeline)
{
    // An answer without anything in it is about 60 bytes long.
    private const int ShortAnswer = 512;

    /// <summary>Asks for traces.</summary>
    /// <param name="operation">What is wanted, for errors.</param>
    /// <param name="path">The address, escaped.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The spans; null when the server says that there is no such trace.</returns>
    /// <exception cref="MissingApiException">The server does not have this API.</exception>
    public Task<JaegerBatch?> GetTracesAsync(string operation, string path, CancellationToken cancellationToken) => pipeline.SendAsync(
        Request(operation, path),
        async (reply, token) =>
        {
            if (await IsNothingAsync(operation, reply, token).ConfigureAwait(false))
            {
                return null;
            }

            await using ReceivedBody body = await ReceivedBody.ReceiveAsync(reply.Body, token, cancellationToken).ConfigureAwait(false);
            return Read(operation, body, token, cancellationToken);
        },
        cancellationToken);

    /// <summary>Asks for a list of names.</summary>
    /// <param name="operation">What is wanted, for errors.</param>
    /// <param name="path">The address, escaped.</param>
    /// <param name="key">The list's key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The names, in the server's order.</returns>
    /// <exception cref="MissingApiException">The server does not have this API.</exception>
    public Task<ImmutableArray<string>> GetNamesAsync(string operation, string path, string key, CancellationToken cancellationToken) => pipeline.SendAsync(
        Request(operation, path),
        async (reply, token) =>
        {
            if (await IsNothingAsync(operation, reply, token).ConfigureAwait(false))
            {
                return [];
            }

            using JsonDocument answer = await JsonDocument.ParseAsync(reply.Body, default, token).ConfigureAwait(false);
            return JaegerJson.Names(answer.RootElement, key);
        },
        cancellationToken);

    private static SourceRequest Request(string operation, string path)
        => new(operation, path) { Accepts = static status => status == HttpStatusCode.NotFound, AcceptsHtml = true };

    private async Task<bool> IsNothingAsync(string operation, SourceReply reply, CancellationToken token)
    {
        if (reply.MediaType == "text/html")
        {
            throw new MissingApiException(reply.Status == HttpStatusCode.NotFound
                ? SourceFailure.OfStatus(pipeline.Uri, operation, reply.Status, string.Empty)
                : SourceFailure.OfWebPage(pipeline.Uri, operation));
        }

        if (reply.Status != HttpStatusCode.NotFound)
        {
            return false;
        }

        try
        {
            using JsonDocument answer = await JsonDocument.ParseAsync(reply.Body, default, token).ConfigureAwait(false);
            if (JaegerJson.IsError(answer.RootElement))
            {
                return true;
            }
        }
        catch (JsonException)
        {
        }

        throw new MissingApiException(SourceFailure.OfStatus(pipeline.Uri, operation, reply.Status, string.Empty));
    }

    private JaegerBatch Read(string operation, ReceivedBody body, CancellationToken token, CancellationToken cancellationToken)
    {
        SpanColumnsBuilder columns = new();
        ReadTally tally = new(pipeline.Uri);
        Stream stream = body;
        if (body.Received <= ShortAnswer && !body.IsCut)
        {
            byte[] answer = new byte[body.Received];
            body.ReadExactly(answer);
            if (IsEmpty(answer))
            {
                return JaegerBatch.Whole(columns, tally);
            }

            stream = new MemoryStream(answer, writable: false);
        }

        string? instead = TraceDocumentReader.Read(new JsonInput(stream, cancellationToken), columns, tally);
        if (instead is not null)
        {
            token.ThrowIfCancellationRequested();
            throw new SourceException(
                pipeline.Uri,
                operation,
                $"{pipeline.Uri}: {operation}: the answer holds {(instead == JsonShape.NotJson ? "no JSON" : instead)}; check that the address is Jaeger's.");
        }

        return body.IsCut ? JaegerBatch.Late(columns, tally) : JaegerBatch.Whole(columns, tally);
    }

    // Streams of api_v3 have no message at all when nothing was found.
    private static bool IsEmpty(byte[] answer)
    {
        if (answer.AsSpan().IndexOfAnyExcept(" \r\n\t"u8) < 0)
        {
            return true;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            return JaegerJson.IsEmpty(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
