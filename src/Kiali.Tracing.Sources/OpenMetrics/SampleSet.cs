using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.OpenMetrics;

/// <summary>Samples that were read from text, and what is computed of them.</summary>
/// <param name="Series">The series by name.</param>
/// <param name="Complete">Whether all could be read.</param>
/// <param name="Warnings">What could not.</param>
internal sealed record SampleSet(ILookup<string, StoredSeries> Series, bool Complete, ImmutableArray<Warning> Warnings)
{
    // One look-back more than the window, so that a boundary of either kind finds its samples.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Puts series together.</summary>
    /// <param name="series">The series.</param>
    /// <param name="tally">What was noticed while reading them.</param>
    public static SampleSet Of(ImmutableArray<StoredSeries> series, ReadTally tally)
        => new(series.ToLookup(item => item.Name, StringComparer.Ordinal), !tally.Incomplete, tally.ToWarnings());

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

        return first > last ? null : new TimeRange(first * UnixTime.NanosPerMilli, (last + 1) * UnixTime.NanosPerMilli);
    }

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
