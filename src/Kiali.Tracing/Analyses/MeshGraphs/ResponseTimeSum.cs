using Kiali.Tracing.Graphs;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Analyses.MeshGraphs;

/// <summary>Adds up the response-time histograms of an edge.</summary>
internal sealed class ResponseTimeSum
{
    private readonly SortedDictionary<double, double> _buckets = [];
    private double _sum;
    private double _count;

    public void Add(HistogramIncrease increase)
    {
        foreach (HistogramBucket bucket in increase.Buckets)
        {
            _buckets[bucket.UpperBound] = _buckets.GetValueOrDefault(bucket.UpperBound) + bucket.Increase;
        }

        if (increase is { Sum: { } sum, Count: { } count })
        {
            _sum += sum;
            _count += count;
        }
    }

    public void Add(ResponseTimeSum other)
    {
        foreach ((double bound, double increase) in other._buckets)
        {
            _buckets[bound] = _buckets.GetValueOrDefault(bound) + increase;
        }

        _sum += other._sum;
        _count += other._count;
    }

    public ResponseTimes ToResponseTimes()
    {
        HistogramBucket[] buckets = [.. _buckets.Select(bucket => new HistogramBucket(bucket.Key, bucket.Value))];
        return new ResponseTimes(_count > 0 ? _sum / _count : null, Quantile(0.5), Quantile(0.95), Quantile(0.99));

        double? Quantile(double quantile) => BucketQuantile.Compute(quantile, buckets)?.Value;
    }
}
