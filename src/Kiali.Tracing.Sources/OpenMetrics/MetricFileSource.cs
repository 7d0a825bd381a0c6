using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Computes growth from the samples of a file of metrics, with Prometheus's semantics.</summary>
/// <param name="uri">The file.</param>
/// <param name="samples">Its samples.</param>
internal sealed class MetricFileSource(string uri, SampleSet samples) : IMetricSource, IRawMetricSource, IExemplarSource
{
    /// <inheritdoc/>
    public string Uri => uri;

    /// <inheritdoc/>
    public TimeRange? RecordedRange { get; } = samples.Range();

    /// <inheritdoc/>
    public bool HasBuckets => true;

    /// <inheritdoc/>
    public RangeBoundary RangeBoundary => RangeBoundary.LeftOpen;

    /// <inheritdoc/>
    public async Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        HistogramAnswer answer = await Task.Run(() => samples.Answer(query, RangeBoundary), cancellationToken).ConfigureAwait(false);
        return new Answer<HistogramAnswer>(answer, samples.Complete, samples.Warnings);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ImmutableArray<MetricSeries> answer = await Task.Run(() => samples.Answer(query, RangeBoundary), cancellationToken).ConfigureAwait(false);
        return new Answer<ImmutableArray<MetricSeries>>(answer, samples.Complete, samples.Warnings);
    }

    /// <inheritdoc/>
    public Task<(string Name, string Version)> GetStoreAsync(CancellationToken cancellationToken) => Task.FromResult((string.Empty, string.Empty));

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<RawSeries>>> GetRawSeriesAsync(RawSeriesQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ImmutableArray<RawSeries> answer = await Task.Run(() => samples.Answer(query), cancellationToken).ConfigureAwait(false);
        return new Answer<ImmutableArray<RawSeries>>(answer, samples.Complete, samples.Warnings);
    }

    /// <inheritdoc/>
    public Task<Answer<ImmutableArray<MetricExemplar>>> FindExemplarsAsync(ExemplarQuery query, CancellationToken cancellationToken)
        => Task.FromResult(samples.Answer(query, Uri));
}
