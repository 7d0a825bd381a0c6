using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Samples that were read from text, and what is computed of them.</summary>
/// <param name="Series">The series by name.</param>
/// <param name="Exemplars">The exemplars by the name of their series.</param>
/// <param name="Complete">Whether all could be read.</param>
/// <param name="Warnings">What could not.</param>
internal sealed record SampleSet(ILookup<string, StoredSeries> Series, ILookup<string, MetricExemplar> Exemplars, bool Complete, ImmutableArray<Warning> Warnings)
{
    // One look-back more than the window, so that a boundary of either kind finds its samples.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Reads text.</summary>
    /// <param name="reader">The reader of the text.</param>
    /// <param name="tally">What it notices.</param>
    public static SampleSet Read(OpenMetricsReader reader, ReadTally tally)
    {
        ImmutableArray<StoredSeries> series = reader.Read();
        return new SampleSet(
            series.ToLookup(item => item.Name, StringComparer.Ordinal),
            reader.Exemplars.ToLookup(item => item.Name, item => item.Exemplar, StringComparer.Ordinal),
            !tally.Incomplete,
            tally.ToWarnings());
    }

    /// <summary>From the first sample to after the last, on whole milliseconds; null without samples.</summary>
    public TimeRange? Range()
    {
        long first = long.MaxValue;
        long last = long.MinValue;
        foreach (StoredSeries series in Series.SelectMany(group => group))
        {
            first = Math.Min(first, series.Samples.FirstUnixMillis);
            last = Math.Max(last, series.Samples.LastUnixMillis);
        }

        return first > last ? null : new TimeRange(NanosOf(first), NanosOf(last + 1));
    }

    // A damaged time may lie past what nanoseconds reach.
    private static long NanosOf(long unixMillis)
        => Math.Clamp(unixMillis, long.MinValue / UnixTime.NanosPerMilli, long.MaxValue / UnixTime.NanosPerMilli) * UnixTime.NanosPerMilli;

    /// <summary>Computes how a histogram grew.</summary>
    public HistogramAnswer Answer(HistogramQuery query, RangeBoundary boundary)
    {
        string family = query.Selector.Family;
        IEnumerable<RawSeries> series = Select(
            query.Selector,
            [family + HistogramAggregator.BucketSuffix, family + HistogramAggregator.SumSuffix, family + HistogramAggregator.CountSuffix],
            query.Window,
            query.Times);
        return HistogramAggregator.Aggregate(series, query, boundary);
    }

    /// <summary>Computes how counters grew.</summary>
    public ImmutableArray<MetricSeries> Answer(CounterQuery query, RangeBoundary boundary)
        => CounterAggregator.Aggregate(Select(query.Selector, [query.Selector.Family], query.Window, query.Times), query, boundary);

    /// <summary>The series of one metric with their samples of a stretch of time.</summary>
    public ImmutableArray<RawSeries> Answer(RawSeriesQuery query) =>
    [
        .. Series[query.Name]
            .Where(series => query.Matchers.All(matcher => matcher.Matches(series.Labels)))
            .Select(series => RawOf(series, query.FromUnixMillis, query.ToUnixMillis))
            .Where(series => !series.UnixMillis.IsEmpty)
            .OrderBy(series => series.Labels),
    ];

    /// <summary>Looks for exemplars.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="uri">The source.</param>
    /// <returns>The exemplars by time, then labels.</returns>
    /// <exception cref="ArgumentException">The limit is less than 1.</exception>
    public Answer<ImmutableArray<MetricExemplar>> Answer(ExemplarQuery query, string uri)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1)
        {
            throw new ArgumentException("A limit is at least 1.", nameof(query));
        }

        string family = query.Selector.Family;
        ImmutableArray<MetricExemplar> found =
        [
            .. Exemplars[family].Concat(Exemplars[family + HistogramAggregator.BucketSuffix])
                .Where(exemplar => query.Window.Contains(exemplar.UnixNano) && query.Selector.Matches(exemplar.SeriesLabels))
                .OrderBy(exemplar => exemplar.UnixNano)
                .ThenBy(exemplar => exemplar.SeriesLabels)
                .ThenBy(exemplar => exemplar.Labels),
        ];
        if (query.Limit is not { } limit || found.Length <= limit)
        {
            return new Answer<ImmutableArray<MetricExemplar>>(found, Complete, Warnings);
        }

        string message = string.Create(CultureInfo.InvariantCulture, $"{found.Length} exemplars match; the newest {limit} are shown.");
        return new Answer<ImmutableArray<MetricExemplar>>(found[^limit..], false, Warnings.Add(new Warning("limit", message, found.Length - limit, uri)));
    }

    private IEnumerable<RawSeries> Select(MetricSelector selector, ImmutableArray<string> names, TimeSpan window, EvaluationTimes times)
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
