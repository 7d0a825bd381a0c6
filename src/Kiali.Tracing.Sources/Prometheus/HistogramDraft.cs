using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>What is known of one group of a histogram at one moment, while the parts of it are put together.</summary>
internal sealed class HistogramDraft
{
    private readonly SortedDictionary<double, CompensatedSum> _buckets = [];

    /// <summary>The growth of the sum; null while none came.</summary>
    public double? Sum { get; set; }

    /// <summary>The growth of the count; null while none came.</summary>
    public double? Count { get; set; }

    /// <summary>From the first to the last sample, seconds; NaN while not known.</summary>
    public double CoveredSeconds { get; set; } = double.NaN;

    /// <summary>Adds to a bucket. Two ways to write one bound (<c>1</c> and <c>1.0</c>) are one bucket.</summary>
    /// <param name="upperBound">The bucket's bound.</param>
    /// <param name="increase">Its growth.</param>
    public void Add(double upperBound, double increase)
    {
        CompensatedSum sum = _buckets.GetValueOrDefault(upperBound);
        sum.Add(increase);
        _buckets[upperBound] = sum;
    }

    /// <summary>Adds a native histogram as cumulative buckets: empty stretches between its buckets become buckets that add nothing.</summary>
    /// <param name="histogram">The histogram.</param>
    public void Add(PrometheusHistogram histogram)
    {
        Sum = histogram.Sum;
        Count = histogram.Count;
        CompensatedSum below = default;
        double reached = double.NegativeInfinity;
        foreach (PrometheusBucket bucket in histogram.Buckets)
        {
            if (bucket.Lower > reached)
            {
                _buckets[bucket.Lower] = below;
            }

            below.Add(bucket.Count);
            _buckets[bucket.Upper] = below;
            reached = bucket.Upper;
        }

        CompensatedSum all = default;
        all.Add(histogram.Count);
        _buckets[double.PositiveInfinity] = all;
    }

    /// <summary>The growth.</summary>
    /// <param name="labels">The group's labels.</param>
    /// <param name="unixMillis">The moment.</param>
    /// <returns>The growth.</returns>
    public HistogramIncrease ToIncrease(LabelSet labels, long unixMillis)
        => new(labels, unixMillis, [.. _buckets.Select(bucket => new HistogramBucket(bucket.Key, bucket.Value.Value))], Sum, Count, CoveredSeconds);
}
