using System.Collections.Immutable;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Metrics;

/// <summary>Computes <c>sum by (…) (increase(name{…}[window]))</c> from raw series.</summary>
public static class CounterAggregator
{
    /// <summary>Computes the increase of each group at each time.</summary>
    /// <param name="series">The series; those that the selector does not mean are passed over.</param>
    /// <param name="query">Which series, and when.</param>
    /// <param name="boundary">Whether a sample at the start of a range belongs to it.</param>
    /// <returns>A series a group, ordered by labels; a time without two samples has no point, and a group without points is left out.</returns>
    public static ImmutableArray<MetricSeries> Aggregate(IEnumerable<RawSeries> series, CounterQuery query, RangeBoundary boundary)
    {
        SortedDictionary<LabelSet, CompensatedSum[]> groups = [];
        foreach (RawSeries raw in series)
        {
            if (raw.Name != query.Selector.Family || !query.Selector.Matches(raw.Labels))
            {
                continue;
            }

            LabelSet labels = raw.Labels.Keep(query.Selector.GroupBy);
            if (!groups.TryGetValue(labels, out CompensatedSum[]? sums))
            {
                groups.Add(labels, sums = new CompensatedSum[query.Times.Count]);
            }

            SeriesIncreases.AddTo(sums, raw, query.Times, query.Window, boundary);
        }

        ImmutableArray<MetricSeries>.Builder answer = ImmutableArray.CreateBuilder<MetricSeries>();
        foreach ((LabelSet labels, CompensatedSum[] sums) in groups)
        {
            ImmutableArray<MetricPoint> points =
                [.. Enumerable.Range(0, sums.Length).Where(index => sums[index].Count > 0).Select(index => new MetricPoint(query.Times[index], sums[index].Value))];
            if (!points.IsEmpty)
            {
                answer.Add(new MetricSeries(string.Empty, labels, points));
            }
        }

        return answer.ToImmutable();
    }
}
