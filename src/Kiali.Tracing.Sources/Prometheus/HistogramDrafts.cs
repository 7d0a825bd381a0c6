using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>The groups and moments of a histogram, while the parts of them are put together.</summary>
/// <param name="groupBy">The labels of groups.</param>
internal sealed class HistogramDrafts(ImmutableArray<string> groupBy)
{
    private readonly SortedDictionary<LabelSet, SortedDictionary<long, HistogramDraft>> _groups = [];

    /// <summary>The draft of a moment of a group, made where there is none.</summary>
    /// <param name="labels">Labels of the group; those that are not grouped by do not count.</param>
    /// <param name="unixMillis">The moment.</param>
    /// <returns>The draft.</returns>
    public HistogramDraft Of(LabelSet labels, long unixMillis)
    {
        LabelSet group = labels.Keep(groupBy);
        if (!_groups.TryGetValue(group, out SortedDictionary<long, HistogramDraft>? moments))
        {
            _groups.Add(group, moments = []);
        }

        if (!moments.TryGetValue(unixMillis, out HistogramDraft? draft))
        {
            moments.Add(unixMillis, draft = new HistogramDraft());
        }

        return draft;
    }

    /// <summary>Does something with the draft of each of a series' points.</summary>
    /// <param name="series">The series.</param>
    /// <param name="use">What is done with the draft and the point's value.</param>
    public void ForEach(MetricSeries series, Action<HistogramDraft, double> use)
    {
        foreach (MetricPoint point in series.Points)
        {
            use(Of(series.Labels, point.UnixMillis), point.Value);
        }
    }

    /// <summary>Notes how much of its window each group has samples of; groups that did not grow stay absent.</summary>
    /// <param name="coverage">The seconds, by group, of one moment.</param>
    public void Cover(ImmutableArray<MetricSeries> coverage)
    {
        foreach (MetricSeries series in coverage)
        {
            if (_groups.TryGetValue(series.Labels.Keep(groupBy), out SortedDictionary<long, HistogramDraft>? moments))
            {
                foreach (MetricPoint point in series.Points)
                {
                    if (moments.TryGetValue(point.UnixMillis, out HistogramDraft? draft))
                    {
                        // Two times of whole milliseconds were subtracted as seconds with a fraction.
                        draft.CoveredSeconds = Math.Round(point.Value * 1000) / 1000.0;
                    }
                }
            }
        }
    }

    /// <summary>The growth.</summary>
    /// <returns>By group, then time.</returns>
    public ImmutableArray<HistogramIncrease> ToIncreases()
        => [.. _groups.SelectMany(group => group.Value.Select(moment => moment.Value.ToIncrease(group.Key, moment.Key)))];
}
