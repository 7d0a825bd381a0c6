using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>The mean and quantiles of one histogram and group over time: read from its growth, or finished by the source.</summary>
internal sealed class HistogramLines
{
    private readonly Dictionary<long, HistogramIncrease> _growth = [];
    private readonly Dictionary<long, double> _means = [];
    private readonly Dictionary<(double Quantile, long UnixMillis), double> _quantiles = [];

    public HistogramLines(MetricsAnswers answers, string family, string reporter, Func<LabelSet, bool> isOfGroup)
    {
        foreach (HistogramIncrease increase in answers.IncreasesOf(family).Where(increase => IsMeant(increase.Labels)))
        {
            _growth[increase.UnixMillis] = increase;
        }

        foreach (StatisticSeries series in (answers.Finished ?? []).Where(series => series.Family == family && IsMeant(series.Labels)))
        {
            foreach (MetricPoint point in series.Points.Where(point => double.IsFinite(point.Value)))
            {
                if (series.Quantile is { } quantile)
                {
                    _quantiles[(quantile, point.UnixMillis)] = point.Value;
                }
                else
                {
                    _means[point.UnixMillis] = point.Value;
                }
            }
        }

        bool IsMeant(LabelSet labels) => labels.GetValue(IstioLabels.Reporter) == reporter && isOfGroup(labels);
    }

    /// <summary>Whether quantiles are known, as of a histogram without buckets they are not.</summary>
    public bool HasQuantiles => _quantiles.Count > 0 || _growth.Values.Any(growth => !growth.Buckets.IsEmpty);

    /// <summary>The mean at a moment; null without observations.</summary>
    public double? MeanAt(long unixMillis) => _growth.TryGetValue(unixMillis, out HistogramIncrease? growth)
        ? HistogramStatistics.Mean(growth)
        : _means.TryGetValue(unixMillis, out double mean) ? mean : null;

    /// <summary>A quantile at a moment; null without observations.</summary>
    public double? QuantileAt(long unixMillis, double quantile) => _growth.TryGetValue(unixMillis, out HistogramIncrease? growth)
        ? HistogramStatistics.Quantile(growth, quantile)?.Value
        : _quantiles.TryGetValue((quantile, unixMillis), out double value) ? value : null;

    /// <summary>A quantile with its bucket, at the moments that have one; none where it is finished.</summary>
    public Dictionary<long, QuantileEstimate> EstimatesOf(double quantile) => _growth
        .Select(item => (Time: item.Key, Estimate: HistogramStatistics.Quantile(item.Value, quantile)))
        .Where(item => item.Estimate is not null)
        .ToDictionary(item => item.Time, item => item.Estimate!.Value);
}
