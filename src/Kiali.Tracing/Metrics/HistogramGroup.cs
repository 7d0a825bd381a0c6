using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>What is summed for one group of a histogram's series, by time.</summary>
internal sealed class HistogramGroup(LabelSet labels, int times)
{
    private readonly SortedDictionary<double, CompensatedSum[]> _buckets = [];

    public CompensatedSum[] Sums { get; } = new CompensatedSum[times];

    public CompensatedSum[] Counts { get; } = new CompensatedSum[times];

    public double[] CoveredSeconds { get; } = new double[times];

    public CompensatedSum[] BucketSums(double bound)
    {
        if (!_buckets.TryGetValue(bound, out CompensatedSum[]? sums))
        {
            _buckets.Add(bound, sums = new CompensatedSum[times]);
        }

        return sums;
    }

    public IEnumerable<HistogramIncrease> Increases(EvaluationTimes at)
    {
        for (int index = 0; index < times; index++)
        {
            ImmutableArray<HistogramBucket> buckets =
                [.. _buckets.Where(bucket => bucket.Value[index].Count > 0).Select(bucket => new HistogramBucket(bucket.Key, bucket.Value[index].Value))];
            double? sum = Known(Sums[index]);
            double? count = Known(Counts[index]);
            if (!buckets.IsEmpty || sum is not null || count is not null)
            {
                yield return new HistogramIncrease(labels, at[index], buckets, sum, count, CoveredSeconds[index]);
            }
        }
    }

    private static double? Known(CompensatedSum sum) => sum.Count == 0 ? null : sum.Value;
}
