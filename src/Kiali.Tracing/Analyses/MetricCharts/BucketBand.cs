using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>A histogram bucket in which a quantile lies where the spans of the same moments do not: the bucket is all that the histogram knows.</summary>
/// <param name="LowerMs">Its lower bound, milliseconds.</param>
/// <param name="UpperMs">Its upper bound; +∞ in the last bucket.</param>
/// <param name="SpanCount">How many spans lie in it; 0 when its requests were not among the traces.</param>
/// <param name="SpanLowMs">The 5th percentile of these spans; NaN without any.</param>
/// <param name="SpanHighMs">The 95th percentile of these spans; NaN without any.</param>
public sealed record BucketBand(double LowerMs, double UpperMs, int SpanCount, double SpanLowMs, double SpanHighMs)
{
    private const int FewestSpans = 10;
    private const double Disagreement = 0.1;

    /// <summary>Finds the bucket in which a quantile and the spans disagree; of several the one of the longest durations.</summary>
    /// <remarks>They disagree when the same quantile of the spans of those moments is more than a tenth away from the metric's, and nine tenths of the spans
    /// in the bucket, if there are any, fill less than half of it.</remarks>
    /// <param name="estimates">The quantile at the moments that have one, by time.</param>
    /// <param name="quantile">Which quantile it is, 0 to 1.</param>
    /// <param name="times">The moments.</param>
    /// <param name="spans">The spans.</param>
    /// <returns>The bucket; null when they agree, or when fewer than ten spans are of those moments.</returns>
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
        if (then.Length < FewestSpans)
        {
            return null;
        }

        double[] within = [.. then.Where(duration => duration > lower && duration <= upper)];
        double low = SampleQuantile.OfSorted(within, 0.05) ?? double.NaN;
        double high = SampleQuantile.OfSorted(within, 0.95) ?? double.NaN;
        double ofSpans = SampleQuantile.OfSorted(then, quantile)!.Value;
        double ofMetric = SampleQuantile.OfSorted([.. moments.Select(moment => moment.Value.Value).Order()], 0.5)!.Value;
        bool spread = high - low >= (upper - lower) / 2;
        bool apart = Math.Abs(ofMetric - ofSpans) > Disagreement * ofMetric;
        return apart && !spread ? new BucketBand(lower, upper, within.Length, low, high) : null;
    }
}
