using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>Compares durations with the statistics of all requests.</summary>
/// <remarks>
/// A quantile is Prometheus's <c>histogram_quantile</c>. The duration cannot be told apart from a statistic when it lies in the quantile's own bucket, within
/// one millisecond (Istio records whole ones), or within the quantile's 95 % interval: the order statistics of the binomial, mapped through the buckets.
/// </remarks>
public static class HeatmapAnalysis
{
    private const double SmallestDifferenceMs = 1;

    // Ten less what rounding takes from 1 − 0.9.
    private const double FewestAboveQuantile = 10 * (1 - 1e-9);

    /// <summary>Compares one span.</summary>
    /// <param name="target">The span.</param>
    /// <param name="answers">What the metric source told, an entry an interval.</param>
    /// <param name="statistics">The statistics.</param>
    /// <param name="anchorUnixMillis">Where the intervals end.</param>
    /// <returns>The matrix.</returns>
    public static HeatmapMatrix Compute(
        HeatmapTarget target, ImmutableArray<HeatmapAnswer> answers, ImmutableArray<HeatmapStatistic> statistics, long anchorUnixMillis)
    {
        double durationMs = target.Span.DurationMs;
        ImmutableArray<double> quantiles = HeatmapQueries.QuantilesOf(statistics);
        ImmutableArray<HeatmapCell> cells =
        [
            .. answers.SelectMany(answer => statistics.Select(statistic => answer.Finished is { } finished
                ? FinishedCell(durationMs, answer, statistic, finished, quantiles)
                : Cell(durationMs, answer, statistic))),
        ];
        ImmutableArray<HeatmapRank> ranks = [.. answers.Select(answer => Rank(durationMs, answer)).OfType<HeatmapRank>()];
        return new HeatmapMatrix(target, durationMs, anchorUnixMillis * UnixTime.NanosPerMilli, cells, ranks);
    }

    /// <summary>Kiali's mean: for each cell, the mean over the spans that have the statistic of (duration − statistic).</summary>
    /// <param name="matrices">The matrices of the proxy spans that map to a workload.</param>
    /// <param name="proxySpans">How many proxy spans the trace has, those included that do not map to one.</param>
    /// <returns>The mean; null cells where no span has the statistic. Incomplete when a span has none of the statistics.</returns>
    public static HeatmapMean Mean(ImmutableArray<HeatmapMatrix> matrices, int proxySpans)
    {
        if (matrices.IsEmpty)
        {
            return new HeatmapMean([], 0, proxySpans == 0);
        }

        ImmutableArray<HeatmapCell>.Builder cells = ImmutableArray.CreateBuilder<HeatmapCell>();
        for (int index = 0; index < matrices[0].Cells.Length; index++)
        {
            cells.Add(MeanCell([.. matrices.Select(matrix => (matrix.DurationMs, matrix.Cells[index]))]));
        }

        int withStatistics = matrices.Count(matrix => matrix.Cells.Any(cell => cell.MetricMs is not null));
        return new HeatmapMean(cells.ToImmutable(), withStatistics, withStatistics == proxySpans);
    }

    private static HeatmapCell Cell(double durationMs, HeatmapAnswer answer, HeatmapStatistic statistic)
    {
        HeatmapCell empty = new() { Statistic = statistic.Name, Interval = answer.Interval.Name, Reason = EmptyReason(answer) };
        if (answer.Increase is not { } increase)
        {
            return empty;
        }

        double? requests = HistogramStatistics.Observations(increase);
        empty = empty with { Requests = requests, CoveredSeconds = increase.CoveredSeconds, Reason = HeatmapReason.NoSamples };
        QuantileEstimate? quantile = statistic.Quantile is { } q ? HistogramStatistics.Quantile(increase, q) : null;
        double? metric = statistic.Quantile is null ? HistogramStatistics.Mean(increase) : quantile?.Value;
        if (metric is not { } metricMs)
        {
            return empty;
        }

        bool few = statistic.Quantile is { } share && requests * (1 - share) < FewestAboveQuantile;
        return empty with
        {
            MetricMs = metricMs,
            DeltaMs = durationMs - metricMs,
            Ratio = metricMs > 0 ? durationMs / metricMs : null,
            LowerMs = Finite(quantile?.LowerBound),
            UpperMs = Finite(quantile?.UpperBound),
            IsDistinguishable = IsDistinguishable(durationMs, metricMs, quantile, statistic, increase),
            Reason = few ? HeatmapReason.FewRequests : HeatmapReason.None,
        };
    }

    // There is no number of requests and no bucket: what is left is that Istio records whole milliseconds.
    private static HeatmapCell FinishedCell(
        double durationMs, HeatmapAnswer answer, HeatmapStatistic statistic, DurationStatistics finished, ImmutableArray<double> quantiles)
    {
        int place = statistic.Quantile is { } quantile ? quantiles.IndexOf(quantile) : -1;
        double? metric = statistic.Quantile is null ? finished.MeanMs : place < finished.QuantilesMs.Length ? finished.QuantilesMs[place] : null;
        HeatmapCell empty = new()
        {
            Statistic = statistic.Name,
            Interval = answer.Interval.Name,
            CoveredSeconds = null,
            Reason = answer.IsOutsideRange ? HeatmapReason.OutsideRange : HeatmapReason.NoSamples,
        };
        return metric is not { } metricMs
            ? empty
            : empty with
            {
                MetricMs = metricMs,
                DeltaMs = durationMs - metricMs,
                Ratio = metricMs > 0 ? durationMs / metricMs : null,
                IsDistinguishable = Math.Abs(durationMs - metricMs) >= SmallestDifferenceMs,
                Reason = HeatmapReason.None,
            };
    }

    private static HeatmapReason EmptyReason(HeatmapAnswer answer) => answer.IsOutsideRange
        ? HeatmapReason.OutsideRange
        : answer.SeriesCount == 0 ? HeatmapReason.NoSeries : HeatmapReason.NoSamples;

    private static bool IsDistinguishable(
        double durationMs, double metricMs, QuantileEstimate? quantile, HeatmapStatistic statistic, HistogramIncrease increase)
    {
        if (Math.Abs(durationMs - metricMs) < SmallestDifferenceMs)
        {
            return false;
        }

        if (quantile is not { } estimate)
        {
            return true;
        }

        bool sameBucket = durationMs >= estimate.LowerBound && durationMs <= estimate.UpperBound;
        return !sameBucket && !LiesInOwnInterval(durationMs, statistic.Quantile!.Value, increase);
    }

    private static bool LiesInOwnInterval(double durationMs, double quantile, HistogramIncrease increase)
        => HistogramStatistics.Observations(increase) is { } requests
            && QuantileConfidence.IntervalOf(quantile, requests, increase.Buckets.AsSpan()) is var (lower, upper)
            && durationMs >= lower
            && durationMs <= upper;

    private static HeatmapRank? Rank(double durationMs, HeatmapAnswer answer)
        => answer.Increase is { } increase
            && BucketQuantile.ShareBelow(durationMs, increase.Buckets.AsSpan()) is var (lower, upper)
            && HistogramStatistics.Observations(increase) is { } requests
            ? new HeatmapRank(answer.Interval.Name, lower, upper, requests)
            : null;

    private static HeatmapCell MeanCell(ImmutableArray<(double DurationMs, HeatmapCell Cell)> spans)
    {
        HeatmapCell first = spans[0].Cell;
        ImmutableArray<(double DurationMs, HeatmapCell Cell)> known = [.. spans.Where(span => span.Cell.MetricMs is not null)];
        if (known.IsEmpty)
        {
            return new HeatmapCell { Statistic = first.Statistic, Interval = first.Interval, Reason = first.Reason };
        }

        double metric = known.Average(span => span.Cell.MetricMs!.Value);
        double duration = known.Average(span => span.DurationMs);
        double delta = known.Average(span => span.DurationMs - span.Cell.MetricMs!.Value);
        return new HeatmapCell
        {
            Statistic = first.Statistic,
            Interval = first.Interval,
            MetricMs = metric,
            DeltaMs = delta,
            Ratio = metric > 0 ? duration / metric : null,
            Requests = known.All(span => span.Cell.Requests is null) ? null : known.Sum(span => span.Cell.Requests),
            CoveredSeconds = known.Min(span => span.Cell.CoveredSeconds),
            IsDistinguishable = known.Any(span => span.Cell.IsDistinguishable),
        };
    }

    private static double? Finite(double? bound) => bound is { } value && double.IsFinite(value) ? value : null;
}
