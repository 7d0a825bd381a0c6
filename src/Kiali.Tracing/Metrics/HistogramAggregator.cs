using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Metrics;

/// <summary>Computes how a histogram grew from its raw series: <c>sum by (le, …) (increase(family_bucket{…}[window]))</c>, and the same of sum and count.</summary>
public static class HistogramAggregator
{
    /// <summary>The suffix of a histogram's bucket series.</summary>
    public const string BucketSuffix = "_bucket";

    /// <summary>The suffix of a histogram's sum.</summary>
    public const string SumSuffix = "_sum";

    /// <summary>The suffix of a histogram's count.</summary>
    public const string CountSuffix = "_count";

    /// <summary>Computes the growth of each group at each time.</summary>
    /// <param name="series">The series; those that the selector does not mean are passed over, and so are buckets whose <c>le</c> is no number.</param>
    /// <param name="query">Which family and series, and when.</param>
    /// <param name="boundary">Whether a sample at the start of a range belongs to it.</param>
    /// <returns>The growth by group and time. A bucket without two samples in the window is absent there.</returns>
    public static HistogramAnswer Aggregate(IEnumerable<RawSeries> series, HistogramQuery query, RangeBoundary boundary)
    {
        string buckets = query.Selector.Family + BucketSuffix;
        string sum = query.Selector.Family + SumSuffix;
        string count = query.Selector.Family + CountSuffix;
        SortedDictionary<LabelSet, HistogramGroup> groups = [];
        int matched = 0;
        foreach (RawSeries raw in series)
        {
            bool isBucket = raw.Name == buckets;
            double bound = 0;
            if ((!isBucket && raw.Name != sum && raw.Name != count)
                || !query.Selector.Matches(raw.Labels)
                || (isBucket && !BucketBound.TryParse(raw.Labels.GetValue(IstioLabels.UpperBound), out bound)))
            {
                continue;
            }

            matched++;
            LabelSet labels = raw.Labels.Keep(query.Selector.GroupBy);
            if (!groups.TryGetValue(labels, out HistogramGroup? group))
            {
                groups.Add(labels, group = new HistogramGroup(labels, query.Times.Count));
            }

            CompensatedSum[] sums = isBucket ? group.BucketSums(bound) : raw.Name == sum ? group.Sums : group.Counts;
            SeriesIncreases.AddTo(sums, raw, query.Times, query.Window, boundary, group.CoveredSeconds);
        }

        return new HistogramAnswer([.. groups.Values.SelectMany(group => group.Increases(query.Times))], matched);
    }
}
