using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>A histogram bucket that is much wider than what it holds, so that quantiles within it lie where no request was.</summary>
/// <param name="LowerMs">Its lower bound, milliseconds.</param>
/// <param name="UpperMs">Its upper bound; +∞ in the last bucket.</param>
/// <param name="SpanCount">How many spans lie in it.</param>
/// <param name="SpanLowMs">The 5th percentile of these spans.</param>
/// <param name="SpanHighMs">The 95th percentile of these spans.</param>
public sealed record BucketBand(double LowerMs, double UpperMs, int SpanCount, double SpanLowMs, double SpanHighMs)
{
    private const int FewestSpans = 10;
    private const double Disagreement = 0.1;

    /// <summary>Finds the bucket in which the highest quantile and the spans disagree; of several the one of the longest durations.</summary>
    /// <remarks>They disagree when nine tenths of the spans in the bucket fill less than half of it, and the same quantile of the spans of those
    /// moments is more than a tenth away from the metric's.</remarks>
    /// <param name="estimates">The highest quantile at the moments that have one, by time.</param>
    /// <param name="quantile">Which quantile it is, 0 to 1.</param>
    /// <param name="times">The moments.</param>
    /// <param name="spans">The spans.</param>
    /// <returns>The bucket; null when they agree, or when there are too few spans to say.</returns>
    public static BucketBand? Find(
        IReadOnlyDictionary<long, QuantileEstimate> estimates, double quantile, EvaluationTimes times, ImmutableArray<OverlaidSpan> spans)
    {
        ILookup<long, double> byTime = spans.ToLookup(span => MomentOf(span, times), span => span.DurationMs);
        return estimates
            .GroupBy(item => (item.Value.LowerBound, item.Value.UpperBound))
            .OrderByDescending(bucket => bucket.Key.LowerBound)
            .Select(bucket => Compare(bucket.Key.LowerBound, bucket.Key.UpperBound, [.. bucket], quantile, byTime))
            .FirstOrDefault(band => band is not null);
    }

    // A point looks back: a span belongs to the next moment.
    private static long MomentOf(OverlaidSpan span, EvaluationTimes times)
    {
        long afterStart = UnixTime.CeilingToUnixMillis(span.StartUnixNano) - times.StartUnixMillis;
        return times.StartUnixMillis + ((afterStart + times.StepMillis - 1) / times.StepMillis * times.StepMillis);
    }

    private static BucketBand? Compare(
        double lower, double upper, ImmutableArray<KeyValuePair<long, QuantileEstimate>> moments, double quantile, ILookup<long, double> spansByTime)
    {
        double[] then = [.. moments.SelectMany(moment => spansByTime[moment.Key]).Order()];
        double[] within = [.. then.Where(duration => duration > lower && duration <= upper)];
        if (within.Length < FewestSpans)
        {
            return null;
        }

        double low = SampleQuantile.OfSorted(within, 0.05)!.Value;
        double high = SampleQuantile.OfSorted(within, 0.95)!.Value;
        double ofSpans = SampleQuantile.OfSorted(then, quantile)!.Value;
        double ofMetric = SampleQuantile.OfSorted([.. moments.Select(moment => moment.Value.Value).Order()], 0.5)!.Value;
        bool narrow = high - low < (upper - lower) / 2;
        bool apart = Math.Abs(ofMetric - ofSpans) > Disagreement * ofMetric;
        return narrow && apart ? new BucketBand(lower, upper, within.Length, low, high) : null;
    }
}
