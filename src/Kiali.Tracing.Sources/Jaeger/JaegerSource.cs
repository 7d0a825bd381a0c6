using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Gives the traces of a Jaeger, of any version: over gRPC by api_v3, else api_v2; over HTTP by the API of its page, else api_v3.</summary>
/// <remarks>
/// A query without a window searches the last hour. A 64-bit id finds a trace of that id, else the trace among those given since the source was opened whose low half it
/// is: Jaeger itself knows whole ids only. Clock skew is adjusted or not as the server is set up, as on Jaeger's page.
/// </remarks>
internal sealed class JaegerSource : ITraceSource
{
    private const int GrpcPort = 16685;

    private readonly SourcePipeline _pipeline;
    private readonly IJaegerWire _wire;
    private readonly SourceOpenOptions _open;
    private readonly JaegerOptions _options;
    private readonly KnownTraceIds _known = new();

    /// <summary>Makes the source.</summary>
    /// <param name="pipeline">Asks.</param>
    /// <param name="wire">How it is asked.</param>
    /// <param name="open">Deadline.</param>
    /// <param name="options">How much it is asked for.</param>
    public JaegerSource(SourcePipeline pipeline, IJaegerWire wire, SourceOpenOptions open, JaegerOptions options)
    {
        _pipeline = pipeline;
        _wire = wire;
        _open = open;
        _options = options;
    }

    /// <inheritdoc/>
    public string Uri => _pipeline.Uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <summary>Opens a Jaeger; nothing is asked yet.</summary>
    /// <param name="uri">Its URI: <c>jaeger+grpc://HOST</c> (port 16685 unless named), <c>jaeger+http://HOST:16686/BASE</c>, and with TLS <c>+grpcs</c> and <c>+https</c>.</param>
    /// <param name="options">Access, deadline, clock.</param>
    /// <param name="cancellationToken">Not used: opening takes no time.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">The URI names no host, or a path for gRPC.</exception>
    /// <exception cref="SourceException">A certificate's file cannot be read.</exception>
    public static Task<OpenedSource> OpenAsync(string uri, SourceOpenOptions options, CancellationToken cancellationToken)
    {
        bool isGrpc = uri.StartsWith("jaeger+grpc", StringComparison.OrdinalIgnoreCase);
        Uri address = SourceAddress.Of(uri, isGrpc ? GrpcPort : null);
        if (isGrpc && address.AbsolutePath != "/")
        {
            throw new ArgumentException($"{uri} has a path, and gRPC has none; leave it out, or use jaeger+http.");
        }

        SourcePipeline pipeline = SourcePipeline.Create(uri, address, options);
        JaegerWires wire = isGrpc
            ? new JaegerWires(new JaegerGrpcV3(pipeline), new JaegerGrpcV2(pipeline))
            : new JaegerWires(new JaegerHttp(pipeline), new JaegerHttpV3(pipeline));
        return Task.FromResult(new OpenedSource
        {
            Uri = uri,
            Description = "Jaeger",
            IsLive = true,
            Traces = new JaegerSource(pipeline, wire, options, new JaegerOptions()),
            Probe = token => ProbeAsync(pipeline, wire, isGrpc, token),
            Owned = pipeline,
        });
    }

    /// <inheritdoc/>
    public async Task<Answer<TraceSet>> FindTracesAsync(TraceQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        if (query.RawQuery is not null)
        {
            throw new ArgumentException($"{Uri} is a Jaeger and has no query language; narrow the traces by service, operation, attributes and duration.");
        }

        if (query.MinDuration > query.MaxDuration)
        {
            throw new ArgumentException("The shortest duration is longer than the longest; swap them.", nameof(query));
        }

        long now = UnixTime.ToUnixNano(_pipeline.Clock.GetUtcNow());
        TimeRange window = query.Window ?? new TimeRange(now - UnixTime.ToNanos(_options.DefaultWindow), now);
        Answer<TraceSet> answer = await new JaegerTraceSearch(_pipeline, _wire, _options, query, window, _open.Deadline).RunAsync(cancellationToken).ConfigureAwait(false);
        _known.Add(answer.Value.TraceIds);
        return answer;
    }

    /// <inheritdoc/>
    public async Task<Answer<Trace?>> GetTraceAsync(TraceId traceId, CancellationToken cancellationToken)
    {
        if (traceId.IsZero)
        {
            return Answer.Whole<Trace?>(null);
        }

        JaegerBatch? batch = await _wire.GetAsync(traceId, cancellationToken).ConfigureAwait(false);
        if (batch is null && traceId.High == 0 && _known.OnlyWith(traceId.Low) is { High: not 0 } whole)
        {
            batch = await _wire.GetAsync(whole, cancellationToken).ConfigureAwait(false);
        }

        if (batch is null)
        {
            return traceId.High != 0 ? Answer.Whole<Trace?>(null) : new Answer<Trace?>(null, true, [new Warning(
                "low-half", "Jaeger has no trace with this 64-bit id; if it is the low half of a longer one, give all 32 digits, or search for the trace first.", 1, Uri)]);
        }

        TraceSet set = TraceSet.Create([batch.Columns]);
        _known.Add(set.TraceIds);
        Trace? trace = set.Open(traceId) ?? set.TraceIds.Where(id => traceId.High == 0 && id.Low == traceId.Low).Select(set.Open).FirstOrDefault();
        ImmutableArray<Warning> warnings = batch.Tally.ToWarnings();
        if (batch.Unfinished is not null && trace is not null)
        {
            warnings = warnings.Add(new Warning("partial-trace", $"Trace {trace.TraceId} was still arriving when the deadline came; it may lack spans.", 1, trace.TraceId.ToString()));
        }

        return new Answer<Trace?>(trace, !batch.Tally.Incomplete, warnings);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<string>>> GetServicesAsync(CancellationToken cancellationToken)
        => Answer.Whole(Ordered(await _wire.GetServicesAsync(cancellationToken).ConfigureAwait(false)));

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<string>>> GetOperationsAsync(string service, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        return Answer.Whole(Ordered(await _wire.GetOperationsAsync(service, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Names in ordinal order, each once.</summary>
    internal static ImmutableArray<string> Ordered(ImmutableArray<string> names)
        => [.. names.Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private static async Task<SourceProbe> ProbeAsync(SourcePipeline pipeline, JaegerWires wire, bool isGrpc, CancellationToken cancellationToken)
    {
        int services = Ordered(await wire.GetServicesAsync(cancellationToken).ConfigureAwait(false)).Length;
        string? version = isGrpc ? null : await JaegerPage.GetVersionAsync(pipeline, cancellationToken).ConfigureAwait(false);
        string name = version is null ? "Jaeger" : "Jaeger " + version;
        return new SourceProbe(version, string.Create(CultureInfo.InvariantCulture, $"{name}, asked by its {wire.Name}, {services} services"));
    }
}
