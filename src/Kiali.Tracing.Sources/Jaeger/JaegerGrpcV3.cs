using System.Buffers;
using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Jaeger.ApiV3;
using Kiali.Tracing.Sources.Otlp;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Asks a Jaeger by api_v3 over gRPC, which answers with OTLP and which old versions do not have.</summary>
internal sealed class JaegerGrpcV3(SourcePipeline pipeline) : IJaegerWire
{
    private readonly JaegerRpc _rpc = new(pipeline, "jaeger.api_v3.QueryService");

    /// <inheritdoc/>
    public string Name => "api_v3";

    /// <inheritdoc/>
    public async Task<JaegerBatch> FindAsync(JaegerSearch search, CancellationToken cancellationToken)
    {
        TraceQueryParameters query = new()
        {
            ServiceName = search.Service,
            OperationName = search.Operation ?? string.Empty,
            StartTimeMin = JaegerTime.ToTimestamp(search.Range.StartUnixNano),
            StartTimeMax = JaegerTime.ToTimestamp(search.Range.EndUnixNano),
            SearchDepth = search.Depth,
            DurationMin = search.MinDuration is { } least ? Duration.FromTimeSpan(least) : null,
            DurationMax = search.MaxDuration is { } most ? Duration.FromTimeSpan(most) : null,
        };
        foreach ((string key, string value) in search.Attributes)
        {
            query.Attributes.Add(key, value);
        }

        return CountWarnings(await _rpc.FindTracesAsync(new FindTracesRequest { Query = query }, Start, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<JaegerBatch?> GetAsync(TraceId traceId, CancellationToken cancellationToken)
    {
        JaegerBatch? batch = await _rpc.GetTraceAsync(new GetTraceRequest { TraceId = traceId.ToString() }, Start, cancellationToken).ConfigureAwait(false);
        return batch is null ? null : CountWarnings(batch);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> GetServicesAsync(CancellationToken cancellationToken)
        => [.. GetServicesResponse.Parser.ParseFrom(await _rpc.GetServicesAsync(new GetServicesRequest(), cancellationToken).ConfigureAwait(false)).Services];

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> GetOperationsAsync(string service, CancellationToken cancellationToken)
    {
        byte[] reply = await _rpc.GetOperationsAsync(new GetOperationsRequest { Service = service }, cancellationToken).ConfigureAwait(false);
        return [.. GetOperationsResponse.Parser.ParseFrom(reply).Operations.Select(operation => operation.Name)];
    }

    private static Action<byte[]> Start(SpanColumnsBuilder columns, ReadTally tally)
    {
        OtlpTracesProtobuf reader = new(columns, tally);
        return message => reader.ReadMessage(new ReadOnlySequence<byte>(message));
    }

    private static JaegerBatch CountWarnings(JaegerBatch batch)
    {
        JaegerWarningAttributes.Count(batch.Columns, batch.Tally);
        return batch;
    }
}
