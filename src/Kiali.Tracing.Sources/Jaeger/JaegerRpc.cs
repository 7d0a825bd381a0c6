using Google.Protobuf;
using Grpc.Core;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Pipeline;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Calls the methods of one of Jaeger's query services over gRPC; answers come as bytes, so that spans go into columns without an object each.</summary>
/// <param name="pipeline">Asks.</param>
/// <param name="service">The service's name, with its package.</param>
internal sealed class JaegerRpc(SourcePipeline pipeline, string service)
{
    private static readonly Marshaller<IMessage> Requests = Marshallers.Create<IMessage>(static message => message.ToByteArray(), static _ => throw new NotSupportedException());
    private static readonly Marshaller<byte[]> Replies = Marshallers.Create<byte[]>(static bytes => bytes, static bytes => bytes);

    private readonly Method<IMessage, byte[]> _findTraces = new(MethodType.ServerStreaming, service, "FindTraces", Requests, Replies);
    private readonly Method<IMessage, byte[]> _getTrace = new(MethodType.ServerStreaming, service, "GetTrace", Requests, Replies);
    private readonly Method<IMessage, byte[]> _getServices = new(MethodType.Unary, service, "GetServices", Requests, Replies);
    private readonly Method<IMessage, byte[]> _getOperations = new(MethodType.Unary, service, "GetOperations", Requests, Replies);

    /// <summary>Looks for traces.</summary>
    /// <param name="request">The question.</param>
    /// <param name="start">Starts reading into columns: gives what each message is handed to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The spans.</returns>
    public async Task<JaegerBatch> FindTracesAsync(IMessage request, Func<SpanColumnsBuilder, ReadTally, Action<byte[]>> start, CancellationToken cancellationToken)
        => (await StreamAsync("find traces", _findTraces, request, start, static _ => false, cancellationToken).ConfigureAwait(false))!;

    /// <summary>Gets a trace.</summary>
    /// <param name="request">The question.</param>
    /// <param name="start">Starts reading into columns.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The spans; null when the server does not have the trace.</returns>
    public async Task<JaegerBatch?> GetTraceAsync(IMessage request, Func<SpanColumnsBuilder, ReadTally, Action<byte[]>> start, CancellationToken cancellationToken)
    {
        JaegerBatch? batch = await StreamAsync("get a trace", _getTrace, request, start, IsUnknownTrace, cancellationToken).ConfigureAwait(false);
        return batch is { Columns.Count: 0, Tally.Incomplete: false } ? null : batch;
    }

    /// <summary>Lists the services.</summary>
    public Task<byte[]> GetServicesAsync(IMessage request, CancellationToken cancellationToken)
        => AskAsync("list services", _getServices, request, cancellationToken);

    /// <summary>Lists the operations.</summary>
    public Task<byte[]> GetOperationsAsync(IMessage request, CancellationToken cancellationToken)
        => AskAsync("list operations", _getOperations, request, cancellationToken);

    // Servers of several versions say so with other statuses than NOT_FOUND, as the error of the storage was not translated.
    private static bool IsUnknownTrace(Status status)
        => status.StatusCode == StatusCode.NotFound || status.Detail.Contains("trace not found", StringComparison.OrdinalIgnoreCase);

    private Task<byte[]> AskAsync(string operation, Method<IMessage, byte[]> method, IMessage request, CancellationToken cancellationToken)
        => pipeline.CallAsync(
            operation,
            async token =>
            {
                try
                {
                    return await AskAsync(method, request, token).ConfigureAwait(false);
                }
                catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
                {
                    throw Missing(operation, exception);
                }
            },
            cancellationToken);

    private Task<JaegerBatch?> StreamAsync(
        string operation,
        Method<IMessage, byte[]> method,
        IMessage request,
        Func<SpanColumnsBuilder, ReadTally, Action<byte[]>> start,
        Func<Status, bool> isNothing,
        CancellationToken cancellationToken)
        => pipeline.CallAsync<JaegerBatch?>(
            operation,
            async token =>
            {
                SpanColumnsBuilder columns = new();
                ReadTally tally = new(pipeline.Uri);
                Action<byte[]> read = start(columns, tally);
                try
                {
                    using AsyncServerStreamingCall<byte[]> call =
                        pipeline.Channel.CreateCallInvoker().AsyncServerStreamingCall(method, null, new CallOptions(cancellationToken: token), request);
                    await ReadAsync(call, read, token).ConfigureAwait(false);
                    return JaegerBatch.Whole(columns, tally);
                }
                catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented && columns.Count == 0)
                {
                    throw Missing(operation, exception);
                }
                catch (RpcException exception) when (isNothing(exception.Status) && columns.Count == 0)
                {
                    return null;
                }
                catch (Exception exception) when (columns.Count > 0 && IsLate(exception, token) && !cancellationToken.IsCancellationRequested)
                {
                    return JaegerBatch.Late(columns, tally);
                }
            },
            cancellationToken);

    private async Task<byte[]> AskAsync(Method<IMessage, byte[]> method, IMessage request, CancellationToken token)
    {
        using AsyncUnaryCall<byte[]> call = pipeline.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(cancellationToken: token), request);
        try
        {
            return await call.ResponseAsync.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new RpcException(call.GetStatus());
        }
    }

    private static async Task ReadAsync(AsyncServerStreamingCall<byte[]> call, Action<byte[]> read, CancellationToken token)
    {
        try
        {
            await call.ResponseHeadersAsync.ConfigureAwait(false);
            while (await call.ResponseStream.MoveNext(token).ConfigureAwait(false))
            {
                read(call.ResponseStream.Current);
            }
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // A call that fails cancels its own reading, and which of the two is thrown is a matter of luck; the status says what happened.
            throw new RpcException(call.GetStatus());
        }
    }

    // The deadline here, or the server's own.
    private static bool IsLate(Exception exception, CancellationToken token)
        => (token.IsCancellationRequested && exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
            || exception is RpcException { StatusCode: StatusCode.DeadlineExceeded };

    private MissingApiException Missing(string operation, RpcException exception) => new(SourceFailure.Of(pipeline.Uri, operation, exception)!);
}
