using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Prometheus;

/// <summary>Turns a server's values into what the domain asked for. Pure.</summary>
internal static class PrometheusMapping
{
    /// <summary>The series of a computation, the parts of a range put together.</summary>
    /// <param name="parts">The parts, in the order of time.</param>
    /// <returns>A series for each set of labels, by labels; none without points.</returns>
    public static ImmutableArray<MetricSeries> Series(ImmutableArray<PrometheusValues> parts)
    {
        SortedDictionary<LabelSet, ImmutableArray<MetricPoint>.Builder> series = [];
        foreach (PrometheusSeries part in parts.SelectMany(values => values.Series).Where(item => !item.Points.IsEmpty))
        {
            if (!series.TryGetValue(part.Labels, out ImmutableArray<MetricPoint>.Builder? points))
            {
                series.Add(part.Labels, points = ImmutableArray.CreateBuilder<MetricPoint>());
            }

            points.AddRange(part.Points);
        }

        return [.. series.Select(item => new MetricSeries(string.Empty, item.Key, item.Value.ToImmutable()))];
    }

    /// <summary>A histogram's growth, from that of its buckets, sum and count.</summary>
    /// <param name="groupBy">The labels of groups.</param>
    /// <param name="buckets">The growth of buckets, by group and <c>le</c>; those whose bound is no number are passed over.</param>
    /// <param name="sums">The growth of the sum, by group.</param>
    /// <param name="counts">The growth of the count, by group.</param>
    /// <param name="coverage">The covered seconds by group, of one moment; empty when not asked for.</param>
    /// <returns>The growth by group, then time.</returns>
    public static ImmutableArray<HistogramIncrease> Increases(
        ImmutableArray<string> groupBy,
        ImmutableArray<MetricSeries> buckets,
        ImmutableArray<MetricSeries> sums,
        ImmutableArray<MetricSeries> counts,
        ImmutableArray<MetricSeries> coverage)
    {
        HistogramDrafts drafts = new(groupBy);
        foreach (MetricSeries series in buckets)
        {
            if (BucketBound.TryParse(series.Labels.GetValue(IstioLabels.UpperBound), out double bound))
            {
                drafts.ForEach(series, (draft, value) => draft.Add(bound, value));
            }
        }

        foreach (MetricSeries series in sums)
        {
            drafts.ForEach(series, (draft, value) => draft.Sum = value);
        }

        foreach (MetricSeries series in counts)
        {
            drafts.ForEach(series, (draft, value) => draft.Count = value);
        }

        drafts.Cover(coverage);
        return drafts.ToIncreases();
    }

    /// <summary>A histogram's growth, from native histograms.</summary>
    /// <param name="groupBy">The labels of groups.</param>
    /// <param name="parts">The growth, the parts of a range in the order of time.</param>
    /// <param name="coverage">As of <see cref="Increases"/>.</param>
    /// <returns>The growth by group, then time.</returns>
    public static ImmutableArray<HistogramIncrease> NativeIncreases(
        ImmutableArray<string> groupBy, ImmutableArray<PrometheusValues> parts, ImmutableArray<MetricSeries> coverage)
    {
        HistogramDrafts drafts = new(groupBy);
        foreach (PrometheusSeries series in parts.SelectMany(values => values.Series))
        {
            foreach (PrometheusHistogram histogram in series.Histograms)
            {
                drafts.Of(series.Labels, histogram.UnixMillis).Add(histogram);
            }
        }

        drafts.Cover(coverage);
        return drafts.ToIncreases();
    }

    /// <summary>Workloads, from the sets of labels that name them.</summary>
    /// <param name="labelSets">The sets; those that name no workload are passed over.</param>
    /// <returns>The workloads, ordered. One whose cluster only some sets know is one workload.</returns>
    public static ImmutableArray<Workload> Workloads(IEnumerable<LabelSet> labelSets)
    {
        SortedDictionary<WorkloadRef, WorkloadDraft> drafts = [];
        foreach (LabelSet labels in labelSets)
        {
            foreach (WorkloadSide side in WorkloadSide.Both)
            {
                if (side.WorkloadOf(labels) is { } workload)
                {
                    if (!drafts.TryGetValue(workload, out WorkloadDraft? draft))
                    {
                        drafts.Add(workload, draft = new WorkloadDraft());
                    }

                    draft.Add(side.AppOf(labels), side.VersionOf(labels), labels.GetValue(PrometheusLabels.Pod));
                }
            }
        }

        ImmutableArray<WorkloadRef> withCluster = [.. drafts.Keys.Where(workload => workload.Cluster is not null)];
        return
        [
            .. drafts.Where(item => item.Key.Cluster is not null || !withCluster.Any(item.Key.Matches)).Select(item => item.Value.ToWorkload(item.Key)),
        ];
    }
}
