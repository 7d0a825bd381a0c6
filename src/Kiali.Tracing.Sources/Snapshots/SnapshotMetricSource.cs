using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.OpenMetrics;

namespace Kiali.Tracing.Sources.Snapshots;

/// <summary>Computes growth from a snapshot's raw samples, with the semantics of the Prometheus it came from.</summary>
internal sealed class SnapshotMetricSource : IMetricSource, IRawMetricSource, IDisposable
{
    private readonly SnapshotFolder _folder;
    private readonly SnapshotPart<LoadedMetrics> _metrics;
    private readonly SemaphoreSlim _computing = new(Environment.ProcessorCount);

    /// <summary>Makes the source.</summary>
    /// <param name="uri">The snapshot.</param>
    /// <param name="folder">Its files.</param>
    public SnapshotMetricSource(string uri, SnapshotFolder folder)
    {
        Uri = uri;
        _folder = folder;
        _metrics = new SnapshotPart<LoadedMetrics>(Read);
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
        LoadedMetrics metrics = await _metrics.GetAsync(cancellationToken).ConfigureAwait(false);
        string family = query.Selector.Family;
        IEnumerable<RawSeries> series = metrics.Select(
            query.Selector,
            [family + HistogramAggregator.BucketSuffix, family + HistogramAggregator.SumSuffix, family + HistogramAggregator.CountSuffix],
            query.Window,
            query.Times);
        HistogramAnswer answer = await ComputeAsync(() => HistogramAggregator.Aggregate(series, query, RangeBoundary), cancellationToken).ConfigureAwait(false);
        return Answered(answer, metrics, query.Window, query.Times);
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<MetricSeries>>> GetCounterIncreasesAsync(CounterQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        LoadedMetrics metrics = await _metrics.GetAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<RawSeries> series = metrics.Select(query.Selector, [query.Selector.Family], query.Window, query.Times);
        ImmutableArray<MetricSeries> answer =
            await ComputeAsync(() => CounterAggregator.Aggregate(series, query, RangeBoundary), cancellationToken).ConfigureAwait(false);
        return Answered(answer, metrics, query.Window, query.Times);
    }

    /// <inheritdoc/>
    public Task<(string Name, string Version)> GetStoreAsync(CancellationToken cancellationToken)
        => Task.FromResult((_folder.Manifest.MetricBackend, _folder.Manifest.MetricBackendVersion));

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<RawSeries>>> GetRawSeriesAsync(RawSeriesQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        LoadedMetrics metrics = await _metrics.GetAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<RawSeries> series = metrics.Read(query);
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

    private Answer<T> Answered<T>(T value, LoadedMetrics metrics, TimeSpan window, EvaluationTimes times)
    {
        // One moment looks back over its whole window. Of many moments the first may lack a part of theirs, as they do on a server that has just started.
        long back = times.Count == 1 ? UnixTime.ToNanos(window) : 0;
        TimeRange? asked = times.Count == 0
            ? null
            : new TimeRange((times[0] * UnixTime.NanosPerMilli) - back, times[times.Count - 1] * UnixTime.NanosPerMilli);
        ImmutableArray<Warning> gaps = _folder.Manifest.CaptureOf("metrics")?.Gaps(asked, Uri) ?? [];
        return new Answer<T>(value, metrics.Complete && gaps.IsEmpty, metrics.Warnings.AddRange(gaps));
    }

    private LoadedMetrics Read(CancellationToken cancellationToken)
    {
        string name = _folder.NameOf(SnapshotFolder.Metrics);
        using FileContent content = _folder.Open(SnapshotFolder.Metrics, cutIsReadable: true);
        ReadTally tally = new(name);
        ImmutableArray<StoredSeries> series = new OpenMetricsReader(content.Stream, tally, _ => true, cancellationToken).Read();
        return new LoadedMetrics(series.ToLookup(item => item.Name), !tally.Incomplete, tally.ToWarnings());
    }

    private sealed record LoadedMetrics(ILookup<string, StoredSeries> Series, bool Complete, ImmutableArray<Warning> Warnings)
    {
        // One look-back more than the window, so that a boundary of either kind finds its samples.
        private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

        public ImmutableArray<RawSeries> Read(RawSeriesQuery query)
            =>
            [
                .. Series[query.Name]
                    .Where(series => query.Matchers.All(matcher => matcher.Matches(series.Labels)))
                    .Select(series => RawOf(series, query.FromUnixMillis, query.ToUnixMillis))
                    .Where(series => !series.UnixMillis.IsEmpty)
                    .OrderBy(series => series.Labels),
            ];

        public IEnumerable<RawSeries> Select(MetricSelector selector, ImmutableArray<string> names, TimeSpan window, EvaluationTimes times)
        {
            if (times.Count == 0)
            {
                return [];
            }

            long from = times[0] - (long)(window + Margin).TotalMilliseconds;
            long to = times[times.Count - 1];
            return names.SelectMany(name => Series[name])
                .Where(series => selector.Matches(series.Labels))
                .Select(series => RawOf(series, from, to));
        }

        private static RawSeries RawOf(StoredSeries series, long from, long to)
        {
            (ImmutableArray<long> millis, ImmutableArray<double> values) = series.Samples.Read(from, to);
            return new RawSeries(series.Name, series.Labels, millis, values);
        }
    }
}
