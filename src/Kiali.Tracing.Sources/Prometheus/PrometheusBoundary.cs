using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Finds out, once, whether the server's ranges hold a sample at their start.</summary>
/// <remarks>
/// The server is made to show it, by a range over points just there, because versions do not tell: Thanos and Mimir number their own, whatever engine they were
/// built with, and VictoriaMetrics names none. Prometheus 2 holds it (closed), Prometheus 3 and VictoriaMetrics do not (open at the left).
/// </remarks>
internal sealed class PrometheusBoundary(PrometheusApi api)
{
    private RangeBoundary? _known;

    /// <summary>What is known so far; open at the left while nothing is.</summary>
    public RangeBoundary Known => _known ?? RangeBoundary.LeftOpen;

    /// <summary>Asks the server, unless it was asked before.</summary>
    /// <param name="nearUnixMillis">A moment near which it is asked anyway.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The boundary; open at the left when the server does not answer such a question.</returns>
    public async Task<RangeBoundary> AskAsync(long nearUnixMillis, CancellationToken cancellationToken)
    {
        if (_known is { } known)
        {
            return known;
        }

        try
        {
            PrometheusReply<PrometheusValues> reply = await api.QueryAsync(
                "ask how ranges begin", PrometheusQuestions.Boundary, nearUnixMillis / 1000 * 1000, ofUser: false, cancellationToken).ConfigureAwait(false);
            bool isClosed = reply.Data.Series is [{ Points: [{ Value: >= 3 }] }];
            _known = isClosed ? RangeBoundary.Closed : RangeBoundary.LeftOpen;
        }
        catch (SourceException failure) when (!failure.IsTransient)
        {
            _known = RangeBoundary.LeftOpen;
        }

        return _known.Value;
    }
}
