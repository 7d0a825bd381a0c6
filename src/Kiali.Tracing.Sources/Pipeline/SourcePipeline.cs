using System.Net;
using System.Net.Http.Headers;
using Grpc.Net.Client;
using Polly;
using Polly.Retry;

namespace Kiali.Tracing.Sources.Pipeline;

/// <summary>Asks one back end: what every live source has in common.</summary>
/// <remarks>
/// A question has a deadline over all its repetitions, waits for a free place when many are asked at once, and is repeated when it failed in a way that may pass:
/// all questions here only read, so all may be repeated. Whatever goes wrong is a <see cref="SourceException"/>; the caller's own cancellation stays an
/// <see cref="OperationCanceledException"/> and takes effect at once.
/// </remarks>
internal sealed class SourcePipeline : IAsyncDisposable
{
    private static readonly ResiliencePropertyKey<TimeSpan?> RetryAfter = new("retry-after");

    private readonly SourceOpenOptions _options;
    private readonly PipelineLimits _limits;
    private readonly AccessHandler _handler;
    private readonly Func<string, string> _withoutSecrets;
    private readonly HttpMessageInvoker _http;
    private readonly SemaphoreSlim _places;
    private readonly ResiliencePipeline _repetitions;
    private GrpcChannel? _channel;

    private SourcePipeline(string uri, Uri address, SourceOpenOptions options, PipelineLimits limits, ISourceTransport? transport)
    {
        Uri = uri;
        Address = address;
        _options = options;
        _limits = limits;
        _handler = transport is null
            ? new AccessHandler(uri, options.Access, Transport.Create(uri, options.Access))
            : new AccessHandler(uri, SourceAccess.Anonymous, transport.CreateHandler());
        _withoutSecrets = transport is null ? _handler.WithoutSecrets : transport.WithoutSecrets;
        _http = new HttpMessageInvoker(_handler, disposeHandler: true);
        _places = new SemaphoreSlim(limits.MostAtOnce);
        _repetitions = Repetitions(options, limits);
    }

    /// <summary>The source's URI, for errors.</summary>
    public string Uri { get; }

    /// <summary>The HTTP address that paths are below of; it ends with a slash.</summary>
    public Uri Address { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock => _options.Clock;

    /// <summary>How many questions are asked at the same time; more wait.</summary>
    public int MostAtOnce => _limits.MostAtOnce;

    /// <summary>The channel of a gRPC back end, with the same connections, credentials and bounds.</summary>
    public GrpcChannel Channel => _channel ??= GrpcChannel.ForAddress(Address, new GrpcChannelOptions
    {
        HttpHandler = _handler,
        MaxReceiveMessageSize = _limits.LargestMessage,
        ThrowOperationCanceledOnCancellation = true,
    });

    /// <summary>Makes the pipeline of a source; nothing is asked yet.</summary>
    /// <param name="uri">The source's URI.</param>
    /// <param name="address">The HTTP address, as of <see cref="SourceAddress"/>.</param>
    /// <param name="options">Access, deadline, clock.</param>
    /// <param name="limits">How much at most; null for the usual.</param>
    /// <param name="transport">The source's own way there, in place of the options' access; null for that.</param>
    /// <returns>The pipeline.</returns>
    /// <exception cref="SourceException">A certificate's file cannot be read.</exception>
    public static SourcePipeline Create(string uri, Uri address, SourceOpenOptions options, PipelineLimits? limits = null, ISourceTransport? transport = null)
        => new(uri, address, options, limits ?? new PipelineLimits(), transport);

    /// <summary>Tells whoever listens how far it is.</summary>
    /// <param name="progress">How far.</param>
    public void Report(SourceProgress progress) => _options.Progress?.Report(progress);

    /// <summary>Takes the secrets in use out of a text that the server sent, for a reader that repeats it in an error or a warning.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, with dots in place of secrets.</returns>
    public string WithoutSecrets(string text) => _handler.WithoutSecrets(text);

    /// <summary>Asks over HTTP and reads the answer.</summary>
    /// <typeparam name="T">What the answer becomes.</typeparam>
    /// <param name="request">The question.</param>
    /// <param name="read">
    /// Reads the answer. Its token is cancelled by the caller and by the deadline: a reader that can give what it has so far catches the cancellation, and
    /// gives it when the caller's own token is not cancelled.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="SourceException">There is no answer, or it cannot be read.</exception>
    public Task<T> SendAsync<T>(SourceRequest request, Func<SourceReply, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        => CallAsync(
            request.Operation,
            async (context, token) =>
            {
                using HttpRequestMessage message = Message(request);
                using HttpResponseMessage response = await _http.SendAsync(message, token).ConfigureAwait(false);
                Stream body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
                await using BoundedBody bounded = new(body, _limits.LargestBody, () => TooLarge(request.Operation));
                string mediaType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? string.Empty;
                if (!response.IsSuccessStatusCode && !request.Accepts(response.StatusCode))
                {
                    context.Properties.Set(RetryAfter, WaitOf(response));
                    throw SourceFailure.OfStatus(Uri, request.Operation, response.StatusCode, _withoutSecrets(await ErrorText.ReadAsync(bounded, mediaType, token).ConfigureAwait(false)));
                }

                if (mediaType == "text/html" && !request.AcceptsHtml && response.IsSuccessStatusCode)
                {
                    throw SourceFailure.OfWebPage(Uri, request.Operation);
                }

                SourceReply reply = new(response.StatusCode, mediaType, response.Headers, bounded) { WithoutSecrets = _withoutSecrets };
                return await read(reply, token).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Asks by other means than <see cref="SendAsync"/> (gRPC on <see cref="Channel"/>, a client library), with the same promises.</summary>
    /// <typeparam name="T">What the answer is.</typeparam>
    /// <param name="operation">What is wanted, for errors.</param>
    /// <param name="call">Asks once; its token is cancelled by the caller and by the deadline, see <see cref="SendAsync"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="SourceException">There is no answer.</exception>
    public Task<T> CallAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
        => CallAsync(operation, (_, token) => call(token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        _http.Dispose();
        _places.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> CallAsync<T>(string operation, Func<ResilienceContext, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(_options.Deadline, _options.Clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        ResilienceContext context = ResilienceContextPool.Shared.Get(stop.Token);
        try
        {
            return await _repetitions.ExecuteAsync(
                async attempt =>
                {
                    await _places.WaitAsync(attempt.CancellationToken).ConfigureAwait(false);
                    try
                    {
                        return await call(attempt, attempt.CancellationToken).ConfigureAwait(false);
                    }
                    catch (Exception exception) when (!stop.IsCancellationRequested && SourceFailure.Of(Uri, operation, exception) is { } failure)
                    {
                        throw ReferenceEquals(failure, exception) ? failure : new SourceException(failure.SourceUri, failure.Operation, failure.Message, failure.IsTransient, exception);
                    }
                    finally
                    {
                        _places.Release();
                    }
                },
                context).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (late.IsCancellationRequested && exception is not SourceException)
        {
            throw SourceFailure.OfDeadline(Uri, operation, _options.Deadline);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private HttpRequestMessage Message(SourceRequest request)
    {
        HttpRequestMessage message = new(request.Method, new Uri(Address, request.Path)) { Content = request.Body?.Invoke() };
        if (request.IsHttp2)
        {
            message.Version = HttpVersion.Version20;
            message.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        foreach (string mediaType in request.Accept.Split(',', StringSplitOptions.TrimEntries))
        {
            message.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(mediaType));
        }

        foreach ((string name, string value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private SourceException TooLarge(string operation) => new(
        Uri, operation, $"{Uri}: {operation}: the answer is larger than {_limits.LargestBody >> 20} MiB; ask for less, for instance a shorter window or a smaller limit.");

    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _options.Clock.GetUtcNow(),
            _ => null,
        };
        return wait is { } time && time > TimeSpan.Zero ? (time < _limits.LongestRetryAfter ? time : _limits.LongestRetryAfter) : null;
    }

    private static ResiliencePipeline Repetitions(SourceOpenOptions options, PipelineLimits limits)
    {
        RetryStrategyOptions retry = new()
        {
            ShouldHandle = new PredicateBuilder().Handle<SourceException>(failure => failure.IsTransient),
            MaxRetryAttempts = limits.MostRepetitions,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            DelayGenerator = static arguments =>
            {
                arguments.Context.Properties.TryGetValue(RetryAfter, out TimeSpan? wait);
                arguments.Context.Properties.Set(RetryAfter, null);
                return ValueTask.FromResult(wait);
            },
        };
        if (options.Jitter is { } jitter)
        {
            retry.Randomizer = jitter;
        }

        return new ResiliencePipelineBuilder { TimeProvider = options.Clock }.AddRetry(retry).Build();
    }
}
