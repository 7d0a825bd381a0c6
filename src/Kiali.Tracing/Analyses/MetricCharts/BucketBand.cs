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

    /// <summary>Compares a quantile with the spans in the bucket of the longest durations that it comes to.</summary>
    /// <remarks>They disagree when the same quantile of the spans of those moments is more than a tenth away from the metric's, and nine tenths of the spans
    /// in the bucket, if there are any, fill less than half of it. Istio measures whole milliseconds, so 1,000.4 ms lies in the bucket up to 1,000.</remarks>
    /// <param name="estimates">The quantile at the moments that have one, by time.</param>
    /// <param name="quantile">Which quantile it is, 0 to 1.</param>
    /// <param name="times">The moments.</param>
    /// <param name="spans">The spans.</param>
    /// <returns>The bucket; null when they agree, or when no bucket has ten spans at its moments.</returns>
    public static BucketBand? Find(
        IReadOnlyDictionary<long, QuantileEstimate> estimates, double quantile, EvaluationTimes times, ImmutableArray<OverlaidSpan> spans)
    {
        ILookup<long, double> byTime = spans.ToLookup(span => MomentOf(span, times), span => span.DurationMs);
        return estimates
            .GroupBy(item => (item.Value.LowerBound, item.Value.UpperBound))
            .OrderByDescending(bucket => bucket.Key.LowerBound)
            .Select(bucket => (bucket.Key, Values: bucket.Select(moment => moment.Value.Value), Spans: bucket.SelectMany(moment => byTime[moment.Key]).Order().ToArray()))
            .Where(bucket => bucket.Spans.Length >= FewestSpans)
            .Take(1)
            .Select(bucket => Compare(bucket.Key.LowerBound, bucket.Key.UpperBound, [.. bucket.Values.Order()], bucket.Spans, quantile))
            .FirstOrDefault();
    }

    // A point looks back: a span belongs to the next moment.
    private static long MomentOf(OverlaidSpan span, EvaluationTimes times)
    {
        long afterStart = UnixTime.CeilingToUnixMillis(span.StartUnixNano) - times.StartUnixMillis;
        return times.StartUnixMillis + ((afterStart + times.StepMillis - 1) / times.StepMillis * times.StepMillis);
    }

    private static BucketBand? Compare(double lower, double upper, double[] sortedValues, double[] sortedSpans, double quantile)
    {
        double[] within = [.. sortedSpans.Where(duration => Math.Floor(duration) > lower && Math.Floor(duration) <= upper)];
        double low = SampleQuantile.OfSorted(within, 0.05) ?? double.NaN;
        double high = SampleQuantile.OfSorted(within, 0.95) ?? double.NaN;
        double ofSpans = SampleQuantile.OfSorted(sortedSpans, quantile)!.Value;
        double ofMetric = SampleQuantile.OfSorted(sortedValues, 0.5)!.Value;
        bool spread = high - low >= (upper - lower) / 2;
        bool apart = Math.Abs(ofMetric - ofSpans) > Disagreement * ofMetric;
        return apart && !spread ? new BucketBand(lower, upper, within.Length, low, high) : null;
    }
}
