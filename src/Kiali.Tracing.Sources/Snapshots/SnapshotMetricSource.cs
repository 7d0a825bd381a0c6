using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.OpenMetrics;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Computes growth from a snapshot's raw samples, with the semantics of the Prometheus it came from.</summary>
internal sealed class SnapshotMetricSource : IMetricSource, IRawMetricSource, IDisposable
{
    private readonly SnapshotFolder _folder;
    private readonly SnapshotPart<SampleSet> _metrics;
    private readonly SemaphoreSlim _computing = new(Environment.ProcessorCount);

    /// <summary>Makes the source.</summary>
    /// <param name="uri">The snapshot.</param>
    /// <param name="folder">Its files.</param>
    public SnapshotMetricSource(string uri, SnapshotFolder folder)
    {
        Uri = uri;
        _folder = folder;
        _metrics = new SnapshotPart<SampleSet>(Read);
        bool isPrometheus2 = folder.Manifest.MetricBackend.Equals("prometheus", StringComparison.OrdinalIgnoreCase)
            && folder.Manifest.MetricBackendVersion.TrimStart('v').StartsWith("2.", StringComparison.Ordinal);
        RangeBoundary = isPrometheus2 ? RangeBoundary.Closed : RangeBoundary.LeftOpen;
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public TimeRange? RecordedRange => _folder.Manifest.TimeRange;

    /// <inheritdoc/>
    public bool HasBuckets => true;

    /// <inheritdoc/>
    public RangeBoundary RangeBoundary { get; }

    /// <inheritdoc/>
    public async Task<Answer<HistogramAnswer>> GetHistogramIncreasesAsync(HistogramQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        SampleSet metrics = await _metrics.GetAsync(cancellationToken).ConfigureAwait(false);
        HistogramAnswer answer = await ComputeAsync(() => metrics.Answer(query, RangeBoundary), cancellationToken).ConfigureAwait(false);
        return Answered(answer, metrics, query.Window, query.Times);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        SampleSet metrics = await _metrics.GetAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<MetricSeries> answer = await ComputeAsync(() => metrics.Answer(query, RangeBoundary), cancellationToken).ConfigureAwait(false);
        return Answered(answer, metrics, query.Window, query.Times);
    }

    /// <inheritdoc/>
    public Task<(string Name, string Version)> GetStoreAsync(CancellationToken cancellationToken)
        => Task.FromResult((_folder.Manifest.MetricBackend, _folder.Manifest.MetricBackendVersion));

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<RawSeries>>> GetRawSeriesAsync(RawSeriesQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        SampleSet metrics = await _metrics.GetAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<RawSeries> series = metrics.Answer(query);
        ImmutableArray<Warning> gaps = _folder.Manifest.CaptureOf("metrics")?.Gaps(null, Uri) ?? [];
        return new Answer<ImmutableArray<RawSeries>>(series, metrics.Complete && gaps.IsEmpty, metrics.Warnings.AddRange(gaps));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics.Dispose();
        _computing.Dispose();
    }

    // Many questions come at once; each holds the samples of its series while it is computed.
    private async Task<T> ComputeAsync<T>(Func<T> compute, CancellationToken cancellationToken)
    {
        await _computing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(compute, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _computing.Release();
        }
    }

    private Answer<T> Answered<T>(T value, SampleSet metrics, TimeSpan window, EvaluationTimes times)
    {
        // One moment looks back over its whole window. Of many moments the first may lack a part of theirs, as they do on a server that has just started.
        long back = times.Count == 1 ? UnixTime.ToNanos(window) : 0;
        TimeRange? asked = times.Count == 0
            ? null
            : new TimeRange((times[0] * UnixTime.NanosPerMilli) - back, times[times.Count - 1] * UnixTime.NanosPerMilli);
        ImmutableArray<Warning> gaps = _folder.Manifest.CaptureOf("metrics")?.Gaps(asked, Uri) ?? [];
        return new Answer<T>(value, metrics.Complete && gaps.IsEmpty, metrics.Warnings.AddRange(gaps));
    }

    private SampleSet Read(CancellationToken cancellationToken)
    {
        string name = _folder.NameOf(SnapshotFolder.Metrics);
        using FileContent content = _folder.Open(SnapshotFolder.Metrics, cutIsReadable: true);
        ReadTally tally = new(name);
        return SampleSet.Read(new OpenMetricsReader(content.Stream, tally, _ => true, cancellationToken), tally);
    }
}
