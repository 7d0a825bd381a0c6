using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Gives the traces of a Grafana Tempo: searched in TraceQL over HTTP or gRPC, got whole by their ids over HTTP.</summary>
/// <remarks>
/// Tempo finds at least the traces that are asked for, and <see cref="TraceFilter"/> leaves exactly those. Two things it cannot do: it looks at the parts of a trace
/// that lie in different blocks one by one, so that several conditions have to hold in one of them; and it knows an id only as a whole. API:
/// https://grafana.com/docs/tempo/latest/api_docs/.
/// </remarks>
internal sealed class TempoSource : ITraceSource, IAsyncDisposable
{
    private readonly SourcePipeline _http;
    private readonly SourcePipeline? _grpc;
    private readonly TempoOptions _options;
    private readonly TimeSpan _deadline;
    private readonly TempoFinder _finder;
    private readonly TempoTraces _traces;
    private readonly TempoNames _names;
    private readonly TempoProbe _probe;

    private TempoSource(string uri, TempoAddress address, SourceOpenOptions open, TempoOptions options)
    {
        Uri = uri;
        _options = options;
        _deadline = open.Deadline;
        _http = SourcePipeline.Create(uri, address.Http, open, TempoBody.Limits);

        // A channel of gRPC takes over how its handler connects: what else is asked goes its own way, also to the same port.
        _grpc = address.Grpc is null ? null : SourcePipeline.Create(uri, address.Grpc, open, TempoBody.Limits);
        ITempoSearch search = _grpc is null ? new TempoHttpSearch(_http) : new TempoGrpcSearch(_grpc);
        _traces = new TempoTraces(_http, address.IsShared);
        _names = new TempoNames(_http, address.IsShared, options);
        _probe = new TempoProbe(_http, address.IsShared, search);
        _finder = new TempoFinder(uri, search, _probe.GivesNewestAsync, options);
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <summary>Opens a Tempo; nothing is asked yet.</summary>
    /// <param name="uri">Its URI, with <c>tempo+http</c>, <c>tempo+https</c>, <c>tempo+grpc</c> or <c>tempo+grpcs</c>.</param>
    /// <param name="options">Access, deadline, clock.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">The URI names no host, or has a query.</exception>
    /// <exception cref="SourceException">A certificate's file cannot be read.</exception>
    public static Task<OpenedSource> OpenAsync(string uri, SourceOpenOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Open(uri, options, TempoOptions.Default));
    }

    /// <summary>Opens a Tempo; nothing is asked yet.</summary>
    /// <param name="uri">Its URI.</param>
    /// <param name="options">Access, deadline, clock.</param>
    /// <param name="tempoOptions">How it is asked.</param>
    /// <returns>The source.</returns>
    internal static OpenedSource Open(string uri, SourceOpenOptions options, TempoOptions tempoOptions)
    {
        TempoAddress address = TempoAddress.Of(uri);
        TempoSource source = new(uri, address, options, tempoOptions);
        return new OpenedSource
        {
            Uri = uri,
            Description = address.Grpc is null ? "Tempo over HTTP" : "Tempo over gRPC",
            IsLive = true,
            Traces = source,
            Probe = source._probe.AskAsync,
            Owned = source,
        };
    }

    /// <inheritdoc/>
    public async Task<Answer<TraceSet>> FindTracesAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        TempoRounds rounds = new(_http, _finder, _traces, _options, _deadline);
        return await rounds.FindAsync(query, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Answer<Trace?>> GetTraceAsync(TraceId traceId, CancellationToken cancellationToken)
    {
        TempoTraceBody? body = await _traces.GetAsync(traceId, null, cancellationToken).ConfigureAwait(false);
        SpanColumnsBuilder columns = new();
        ReadTally tally = new(string.Create(CultureInfo.InvariantCulture, $"trace {traceId}"));
        if (body is null || !TempoTraceReader.Read(Uri, body, columns, tally, cancellationToken))
        {
            return Answer.Whole<Trace?>(null);
        }

        return new Answer<Trace?>(TraceSet.Create([columns.Build()]).Open(traceId), !tally.Incomplete, tally.ToWarnings());
    }

    /// <inheritdoc/>
    public Task<Answer<ImmutableArray<string>>> GetServicesAsync(CancellationToken cancellationToken) => _names.GetServicesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<Answer<ImmutableArray<string>>> GetOperationsAsync(string service, CancellationToken cancellationToken)
        => _names.GetOperationsAsync(service, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _http.DisposeAsync().ConfigureAwait(false);
        if (_grpc is not null)
        {
            await _grpc.DisposeAsync().ConfigureAwait(false);
        }
    }
}
