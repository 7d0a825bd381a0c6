using System.Collections.Immutable;
using Kiali.Tracing.TestKit.Peers;
using Kiali.Tracing.Metrics;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>A Prometheus that holds <see cref="MeshMetrics"/>, and the same samples as a source; no server where there is no Prometheus.</summary>
public sealed class MeshReferee : IAsyncLifetime, IMetricSource
{
    private PrometheusServer? _server;

    internal PrometheusServer Server => _server ?? throw new InvalidOperationException(PeerTools.AbsenceOf("prometheus"));

    /// <inheritdoc/>
    public string Uri => "memory:";

    /// <inheritdoc/>
    public TimeRange? RecordedRange => null;

    /// <inheritdoc/>
    public bool HasBuckets => true;

    /// <inheritdoc/>
    public RangeBoundary RangeBoundary => RangeBoundary.Closed;

    public async Task InitializeAsync() => _server = PeerTools.HavePrometheus ? await PrometheusServer.StartAsync(MeshMetrics.WriteAsync) : null;

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken)
        => Task.FromResult(Answer.Whole(HistogramAggregator.Aggregate(MeshMetrics.All, query, RangeBoundary)));

    /// <inheritdoc/>
    public Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
        => Task.FromResult(Answer.Whole(CounterAggregator.Aggregate(MeshMetrics.All, query, RangeBoundary)));
}
