using System.Collections.Immutable;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Makes the charts of one side of a workload's traffic from what a source answered.</summary>
internal sealed class ChartBuilder(AnalysisWindow window, MetricsOptions options, MetricsSampling sampling, MetricsAnswers answers)
{
    private readonly ChartGroups _groups = new(options, answers);

    private bool IsGrouped => !options.GroupBy.IsEmpty;

    /// <summary>How many groups were too many to show.</summary>
    public int DroppedGroups => _groups.Dropped;

    /// <summary>Makes the charts.</summary>
    public DirectionCharts Build(SpanOverlay? overlay, ImmutableArray<MetricExemplar> exemplars)
    {
        ImmutableArray<MetricChart> all = [.. ChartFamily.All.Select(family => Chart(family.Kind))];
        HistogramLines durations = LinesOf(IstioMetrics.RequestDurationMilliseconds, LabelSet.Empty);
        ImmutableArray<ChartSeries> lines = all[(int)MetricChartKind.RequestDuration].Series;
        return new DirectionCharts
        {
            Direction = answers.Direction,
            Reporter = _groups.RequestReporter,
            GroupBy = options.LabelsOf(answers.Direction),
            Groups = IsGrouped ? _groups.Kept : [],
            Charts = [.. all.Where(IsShown)],
            PointsWithoutSamples = CountPointsWithoutSamples(),
            Overlay = overlay,
            Exemplars = exemplars,
            Bands = overlay is null || IsGrouped ? [] : BandsOf(durations, overlay),
            SlowStretch = IsGrouped ? null : SlowStretch.Find([.. lines[1..], lines[0]], sampling.Step, window.Range),
        };
    }

    // The five charts of requests are there always; the others when there is something to see. Sizes without buckets are the bytes once more, by another number.
    private bool IsShown(MetricChart chart) => chart.Kind switch
    {
        <= MetricChartKind.ResponseThroughput => true,
        MetricChartKind.RequestSize or MetricChartKind.ResponseSize => chart.HasData
            && _groups.Kept.Any(group => LinesOf(ChartFamily.Of(chart.Kind).Name, group).HasQuantiles),
        _ => chart.HasData,
    };

    private MetricChart Chart(MetricChartKind kind)
    {
        ChartFamily family = ChartFamily.Of(kind);
        string reporter = _groups.ReporterOf(kind);
        ImmutableArray<MetricSeries> growth = family.IsHistogram
            ? []
            : [.. answers.GrowthOf(family.Name).Where(series => series.Labels.GetValue(IstioLabels.Reporter) == reporter)];
        return new MetricChart(kind, answers.Direction, [.. _groups.Kept.SelectMany(SeriesOf)]);

        IEnumerable<ChartSeries> SeriesOf(LabelSet group)
        {
            SeriesSums sums = new(sampling, LabelSet.Create(group.Prepend(new Label(IstioLabels.Reporter, reporter))));
            if (family.IsHistogram)
            {
                HistogramLines lines = LinesOf(family.Name, group);
                return
                [
                    sums.Line(ChartStatistics.Average, lines.MeanAt),
                    .. options.Quantiles.Select(quantile => sums.Line(ChartStatistics.OfQuantile(quantile), time => lines.QuantileAt(time, quantile))),
                ];
            }

            ImmutableArray<MetricSeries> own = IsGrouped ? [.. growth.Where(series => _groups.GroupOf(series.Labels) == group)] : growth;
            return kind == MetricChartKind.RequestErrors
                ? [sums.ShareOf(ChartStatistics.Errors, own, SeriesSums.IsError), sums.ShareOf(ChartStatistics.ClientErrors, own, SeriesSums.IsClientError)]
                : [sums.RateOf(own)];
        }
    }

    private HistogramLines LinesOf(string family, LabelSet group)
        => new(answers, family, _groups.RequestReporter, labels => !IsGrouped || _groups.GroupOf(labels) == group);

    private ImmutableArray<BucketBand> BandsOf(HistogramLines durations, SpanOverlay spans) =>
    [
        .. options.Quantiles
            .Select(quantile => BucketBand.Find(durations.EstimatesOf(quantile), quantile, sampling.Times, spans.Spans))
            .OfType<BucketBand>().DistinctBy(band => band.LowerMs).OrderByDescending(band => band.LowerMs),
    ];

    private int CountPointsWithoutSamples()
    {
        ImmutableArray<MetricSeries> told = Told(MetricChartKind.RequestVolume);
        if (told.IsEmpty)
        {
            told = [.. ChartFamily.All.Where(family => !family.IsHistogram).SelectMany(family => Told(family.Kind))];
        }

        // A point at the very start looks back to before the window only.
        long windowStart = UnixTime.FloorToUnixMillis(window.Range.StartUnixNano);
        HashSet<long> moments = [.. told.SelectMany(series => series.Points).Where(point => !double.IsNaN(point.Value)).Select(point => point.UnixMillis)];
        return Enumerable.Range(0, sampling.Times.Count).Select(index => sampling.Times[index]).Count(time => time > windowStart && !moments.Contains(time));

        ImmutableArray<MetricSeries> Told(MetricChartKind kind)
            => [.. answers.GrowthOf(ChartFamily.Of(kind).Name).Where(series => series.Labels.GetValue(IstioLabels.Reporter) == _groups.ReporterOf(kind))];
    }
}
