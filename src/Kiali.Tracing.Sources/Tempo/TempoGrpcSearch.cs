using Grpc.Core;
using Kiali.Tracing.Sources.Pipeline;
using Kiali.Tracing.Sources.Tempo.Wire;

namespace Kiali.Tracing.Sources.Tempo;

/// <summary>Asks <c>tempopb.StreamingQuerier/Search</c>, whose messages each tell what is new since the one before.</summary>
internal sealed class TempoGrpcSearch(SourcePipeline pipeline) : ITempoSearch
{
    private const int MostHits = 1_000_000;

    /// <inheritdoc/>
    public Task<TempoSearchAnswer> SearchAsync(TempoSearchQuestion question, CancellationToken cancellationToken)
        => pipeline.CallAsync(TempoMapping.FindTraces, token => StreamAsync(question, cancellationToken, token), cancellationToken);

    private async Task<TempoSearchAnswer> StreamAsync(TempoSearchQuestion question, CancellationToken caller, CancellationToken token)
    {
        TempoHits hits = new();
        try
        {
            StreamingQuerier.StreamingQuerierClient client = new(pipeline.Channel);
            using AsyncServerStreamingCall<SearchResponse> call = client.Search(TempoMapping.RequestOf(question), cancellationToken: token);
            await ReadAsync(call, hits, token).ConfigureAwait(false);
            return hits.ToAnswer(isWhole: true);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.InvalidArgument)
        {
            return new TempoSearchAnswer { Refusal = SourceFailure.OneLine(refused.Status.Detail) };
        }
        catch (Exception late) when (hits.Count > 0 && !caller.IsCancellationRequested
            && late is OperationCanceledException or RpcException { StatusCode: StatusCode.DeadlineExceeded })
        {
            return hits.ToAnswer(isWhole: false);
        }
    }

    private async Task ReadAsync(AsyncServerStreamingCall<SearchResponse> call, TempoHits hits, CancellationToken token)
    {
        try
        {
            await call.ResponseHeadersAsync.ConfigureAwait(false);
            await foreach (SearchResponse message in call.ResponseStream.ReadAllAsync(token).ConfigureAwait(false))
            {
                foreach (TraceSearchMetadata trace in message.Traces)
                {
                    hits.Add(trace.TraceId, TempoMapping.HitOf(trace));
                }

                if (hits.Count > MostHits)
                {
                    throw new InvalidDataException("more than a million traces came, whatever the limit was");
                }

                if (message.Metrics is { TotalJobs: > 0 } metrics)
                {
                    pipeline.Report(new SourceProgress("searching traces", metrics.CompletedJobs, metrics.TotalJobs, "jobs"));
                }
            }
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            // A call that fails cancels its own reading, and which of the two is thrown is a matter of luck; the status says what happened.
            throw new RpcException(call.GetStatus());
        }
    }
}
