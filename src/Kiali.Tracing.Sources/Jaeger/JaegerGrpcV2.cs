using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Jaeger.ApiV2;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Asks a Jaeger by api_v2 over gRPC, which all versions have.</summary>
internal sealed class JaegerGrpcV2(SourcePipeline pipeline) : IJaegerWire
{
    private readonly JaegerRpc _rpc = new(pipeline, "jaeger.api_v2.QueryService");

    /// <inheritdoc/>
    public string Name => "api_v2";

    /// <inheritdoc/>
    public Task<JaegerBatch> FindAsync(JaegerSearch search, CancellationToken cancellationToken)
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
            query.Tags.Add(key, value);
        }

        return _rpc.FindTracesAsync(new FindTracesRequest { Query = query }, Start, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JaegerBatch?> GetAsync(TraceId traceId, CancellationToken cancellationToken)
        => _rpc.GetTraceAsync(new GetTraceRequest { TraceId = ByteString.CopyFrom(Convert.FromHexString(traceId.ToString())) }, Start, cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> GetServicesAsync(CancellationToken cancellationToken)
        => [.. GetServicesResponse.Parser.ParseFrom(await _rpc.GetServicesAsync(new GetServicesRequest(), cancellationToken).ConfigureAwait(false)).Services];

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> GetOperationsAsync(string service, CancellationToken cancellationToken)
    {
        byte[] reply = await _rpc.GetOperationsAsync(new GetOperationsRequest { Service = service }, cancellationToken).ConfigureAwait(false);
        GetOperationsResponse response = GetOperationsResponse.Parser.ParseFrom(reply);
        return response.Operations.Count > 0 ? [.. response.Operations.Select(operation => operation.Name)] : [.. response.OperationNames];
    }

    private static Action<byte[]> Start(SpanColumnsBuilder columns, ReadTally tally)
    {
        JaegerSpansProtobuf reader = new(columns, tally);
        return message => reader.ReadChunk(message);
    }
}
