using System.Collections.Immutable;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Makes the charts of Kiali's metrics tabs from the growth of Istio's counters and histograms, and lays spans over them.</summary>
/// <remarks>
/// A rate is a growth divided by the rate interval; a mean, a quantile and a share are of the growth itself. Where a look-back holds no two samples, or no
/// request, the point is NaN: a gap, never a zero.
/// </remarks>
public static class MetricsAnalysis
{
    /// <summary>Makes the charts.</summary>
    /// <param name="window">The stretch of time.</param>
    /// <param name="options">Which charts.</param>
    /// <param name="sampling">At which moments.</param>
    /// <param name="answers">What the metric source answered, one for each direction.</param>
    /// <param name="traces">The traces whose spans are laid over; null for none.</param>
    /// <param name="notes">What was decided on the way, as warnings; null for nothing.</param>
    /// <returns>The charts.</returns>
    public static MetricsResult Compute(
        AnalysisWindow window,
        MetricsOptions options,
        MetricsSampling sampling,
        ImmutableArray<MetricsAnswers> answers,
        Answer<TraceSet>? traces = null,
        ImmutableArray<Warning>? notes = null)
    {
        ImmutableArray<Trace> opened = [.. traces?.Value.Traces ?? []];
        ImmutableArray<DirectionCharts> directions =
        [
            .. answers.OrderBy(answer => answer.Direction).Select(answer => ChartsOf(
                window, options, sampling, answer, traces is null ? null : SpanOverlayAnalysis.Compute(opened, options, answer.Direction, window.Range))),
        ];
        IEnumerable<Warning> warnings =
        [
            .. notes ?? [],
            .. answers.SelectMany(answer => answer.Warnings),
            .. traces?.Warnings ?? [],
            .. directions.SelectMany(direction => WarningsOf(direction, options, sampling)),
            .. answers.Where(answer => !answer.HasBuckets).Take(1).Select(_ => new Warning(
                "no-buckets", "The metric source gives no histogram buckets, so there are means but no quantiles.")),
        ];
        return new MetricsResult
        {
            Window = window,
            Workload = options.Workload,
            Sampling = sampling,
            Directions = directions,
            Complete = answers.All(answer => answer.Complete) && traces is not { Complete: false },
            Warnings = [.. warnings.DistinctBy(warning => (warning.Code, warning.Message, warning.Source))],
        };
    }

    private static DirectionCharts ChartsOf(
        AnalysisWindow window, MetricsOptions options, MetricsSampling sampling, MetricsAnswers answers, SpanOverlay? overlay)
    {
        string reporter = ReporterOf(answers);
        SeriesSums sums = new(sampling, LabelSet.Create([new Label(IstioLabels.Reporter, reporter)]));
        ImmutableArray<MetricSeries> requests = Told(answers.Requests.Value);
        Dictionary<long, HistogramIncrease> durations = answers.Durations.Value.Increases
            .Where(increase => increase.Labels.GetValue(IstioLabels.Reporter) == reporter).ToDictionary(increase => increase.UnixMillis);

        // A point at the very start looks back to before the window only.
        long windowStart = UnixTime.FloorToUnixMillis(window.Range.StartUnixNano);
        ChartSeries volume = sums.RateOf(requests);
        ImmutableArray<ChartSeries> lines =
        [
            sums.Line(ChartStatistics.Average, time => durations.TryGetValue(time, out HistogramIncrease? growth) ? HistogramStatistics.Mean(growth) : null),
            .. options.Quantiles.Select(quantile => sums.Line(ChartStatistics.OfQuantile(quantile), time => EstimateAt(time, quantile)?.Value)),
        ];
        MetricChart Chart(MetricChartKind kind, params ReadOnlySpan<ChartSeries> series) => new(kind, answers.Direction, [.. series]);
        return new DirectionCharts
        {
            Direction = answers.Direction,
            Reporter = reporter,
            Charts =
            [
                Chart(MetricChartKind.RequestDuration, lines.AsSpan()),
                Chart(MetricChartKind.RequestVolume, volume),
                Chart(
                    MetricChartKind.RequestErrors,
                    sums.ShareOf(ChartStatistics.Errors, requests, SeriesSums.IsError),
                    sums.ShareOf(ChartStatistics.ClientErrors, requests, SeriesSums.IsClientError)),
                Chart(MetricChartKind.RequestThroughput, sums.RateOf(Told(answers.RequestBytes.Value))),
                Chart(MetricChartKind.ResponseThroughput, sums.RateOf(Told(answers.ResponseBytes.Value))),
            ],
            PointsWithoutSamples = volume.Points.Count(point => point.UnixMillis > windowStart && double.IsNaN(point.Value)),
            Overlay = overlay,
            Bands = overlay is null ? [] : BandsOf(overlay),
            SlowStretch = MetricCharts.SlowStretch.Find([.. lines[1..], lines[0]], sampling.Step, window.Range),
        };

        ImmutableArray<MetricSeries> Told(ImmutableArray<MetricSeries> all)
            => [.. all.Where(series => series.Labels.GetValue(IstioLabels.Reporter) == reporter)];

        QuantileEstimate? EstimateAt(long time, double quantile)
            => durations.TryGetValue(time, out HistogramIncrease? growth) ? HistogramStatistics.Quantile(growth, quantile) : null;

        ImmutableArray<BucketBand> BandsOf(SpanOverlay spans) =>
        [
            .. options.Quantiles
                .Select(quantile => BucketBand.Find(EstimatesOf(quantile), quantile, sampling.Times, spans.Spans))
                .OfType<BucketBand>().DistinctBy(band => band.LowerMs).OrderByDescending(band => band.LowerMs),
        ];

        Dictionary<long, QuantileEstimate> EstimatesOf(double quantile) => durations.Keys
            .Select(time => (Time: time, Estimate: EstimateAt(time, quantile)))
            .Where(item => item.Estimate is not null)
            .ToDictionary(item => item.Time, item => item.Estimate!.Value);
    }

    // The same request is told by both: where the workload has a proxy of its own, its waypoint's word would count it twice.
    private static string ReporterOf(MetricsAnswers answers)
    {
        string own = IstioSelectors.ReporterOf(answers.Direction);
        bool tells = answers.Requests.Value.Any(series => series.Labels.GetValue(IstioLabels.Reporter) == own);
        bool waypointTells = answers.Requests.Value.Any(series => series.Labels.GetValue(IstioLabels.Reporter) == IstioReporters.Waypoint);
        return !tells && waypointTells ? IstioReporters.Waypoint : own;
    }

    private static IEnumerable<Warning> WarningsOf(DirectionCharts charts, MetricsOptions options, MetricsSampling sampling)
    {
        string side = ContractWords.Of(charts.Direction);
        if (!charts.HasData)
        {
            yield return new Warning("no-series", $"No {side} requests of {options.Workload} are in the metrics of this window.");
        }
        else if (charts.PointsWithoutSamples > 0)
        {
            yield return new Warning(
                "no-samples",
                $"{NumberText.Count(charts.PointsWithoutSamples)} of {NumberText.Counted(sampling.Times.Count, $"{side} point")} have no two samples in the {TimeText.Interval(sampling.RateInterval)} before them: the lines have gaps there.",
                charts.PointsWithoutSamples);
        }

        if (charts.Overlay is { Spans.IsEmpty: true })
        {
            yield return new Warning("no-spans", $"No trace of this window has an {side} span of {options.Workload}.");
        }
    }
}
