using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.TestKit;

/// <summary>A source of finished statistics over one of growth, as a Kiali server stands before a Prometheus: it computes, and gives the results alone.</summary>
/// <param name="growth">What it computes from.</param>
public sealed class FinishedMetrics(IMetricSource growth) : IMetricStatisticsSource
{
    /// <inheritdoc/>
    public string Uri => "memory:finished";

    /// <inheritdoc/>
    public TimeRange? RecordedRange => growth.RecordedRange;

    /// <summary>How often statistics were asked for, each time for many intervals.</summary>
    public int Calls { get; private set; }

    /// <summary>What was asked of durations.</summary>
    public ImmutableArray<DurationStatisticsQuery> Asked { get; private set; } = [];

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<DurationStatistics>>> GetDurationStatisticsAsync(
        ImmutableArray<DurationStatisticsQuery> queries, CancellationToken cancellationToken)
    {
        Calls++;
        Asked = Asked.AddRange(queries);
        ImmutableArray<DurationStatistics>.Builder answers = ImmutableArray.CreateBuilder<DurationStatistics>();
        foreach (DurationStatisticsQuery query in queries)
        {
            MetricSelector selector = IstioSelectors.OfWorkload(
                IstioMetrics.RequestDurationMilliseconds, query.Workload, query.Direction, query.Reporters);
            HistogramAnswer answer = (await growth.GetHistogramIncreasesAsync(
                new HistogramQuery(selector, query.Interval, EvaluationTimes.At(query.AtUnixMillis)), cancellationToken).ConfigureAwait(false)).Value;
            answers.Add(answer.Increases is [var increase]
                ? new DurationStatistics(
                    HistogramStatistics.Mean(increase), [.. query.Quantiles.Select(quantile => HistogramStatistics.Quantile(increase, quantile)?.Value)])
                : DurationStatistics.None);
        }

        return Answer.Whole(answers.ToImmutable());
    }

    /// <inheritdoc/>
    public async Task<Answer<ImmutableArray<StatisticSeries>>> GetSeriesAsync(StatisticSeriesQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<StatisticSeries> series = [];
        foreach (string family in query.Counters)
        {
            Answer<ImmutableArray<MetricSeries>> answer = await growth.GetCounterIncreasesAsync(
                new CounterQuery(Select(family), query.RateInterval, query.Times), cancellationToken).ConfigureAwait(false);
            series.AddRange(answer.Value.Select(one => new StatisticSeries(
                family, null, one.Labels, [.. one.Points.Select(point => point with { Value = point.Value / query.RateInterval.TotalSeconds })])));
        }

        foreach (string family in query.Histograms)
        {
            Answer<HistogramAnswer> answer = await growth.GetHistogramIncreasesAsync(
                new HistogramQuery(Select(family), query.RateInterval, query.Times), cancellationToken).ConfigureAwait(false);
            foreach (IGrouping<LabelSet, HistogramIncrease> group in answer.Value.Increases.GroupBy(increase => increase.Labels))
            {
                series.Add(new StatisticSeries(family, null, group.Key, Points(group, HistogramStatistics.Mean)));
                series.AddRange(query.Quantiles.Select(quantile => new StatisticSeries(
                    family, quantile, group.Key, Points(group, increase => HistogramStatistics.Quantile(increase, quantile)?.Value))));
            }
        }

        return Answer.Whole<ImmutableArray<StatisticSeries>>([.. series.Where(one => !one.Points.IsEmpty)]);

        MetricSelector Select(string family) => IstioSelectors.OfWorkload(family, query.Workload, query.Direction, query.Reporters, groupBy: query.GroupBy);
    }

    private static ImmutableArray<MetricPoint> Points(IEnumerable<HistogramIncrease> increases, Func<HistogramIncrease, double?> read) =>
    [
        .. increases.Select(increase => (increase.UnixMillis, Value: read(increase))).Where(point => point.Value is { } value && double.IsFinite(value))
            .Select(point => new MetricPoint(point.UnixMillis, point.Value!.Value)),
    ];
}
