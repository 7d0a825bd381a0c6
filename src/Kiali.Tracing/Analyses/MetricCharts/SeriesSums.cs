using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MeshGraphs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>Sums series of growth to the lines of a chart.</summary>
internal sealed class SeriesSums(MetricsSampling sampling, LabelSet labels)
{
    /// <summary>Whether requests with these labels failed.</summary>
    public static bool IsError(LabelSet request) => ResponseCodes.IsError(request.GetValue(IstioLabels.RequestProtocol), CodeOf(request));

    /// <summary>Whether the caller of requests with these labels was at fault.</summary>
    public static bool IsClientError(LabelSet request) => ResponseCodes.IsClientError(request.GetValue(IstioLabels.RequestProtocol), CodeOf(request));

    /// <summary>A line with a point at every moment.</summary>
    public ChartSeries Line(string statistic, Func<long, double?> valueAt) => new(
        statistic,
        labels,
        [.. Enumerable.Range(0, sampling.Times.Count).Select(index => sampling.Times[index]).Select(time => new MetricPoint(time, valueAt(time) ?? double.NaN))]);

    /// <summary>All growth together, a second.</summary>
    public ChartSeries RateOf(ImmutableArray<MetricSeries> growth)
    {
        Dictionary<long, double> sums = SumsOf(growth);
        return Line(ChartStatistics.Rate, time => sums.TryGetValue(time, out double sum) ? sum / sampling.RateInterval.TotalSeconds : null);
    }

    /// <summary>The share of the growth that some series have, percent; none where nothing grew.</summary>
    public ChartSeries ShareOf(string statistic, ImmutableArray<MetricSeries> growth, Func<LabelSet, bool> isPart)
    {
        Dictionary<long, double> all = SumsOf(growth);
        Dictionary<long, double> part = SumsOf(growth.Where(series => isPart(series.Labels)));
        return Line(statistic, time => all.GetValueOrDefault(time) > 0 ? 100 * part.GetValueOrDefault(time) / all[time] : null);
    }

    private static Dictionary<long, double> SumsOf(IEnumerable<MetricSeries> growth)
    {
        Dictionary<long, double> sums = [];
        foreach (MetricPoint point in growth.SelectMany(series => series.Points))
        {
            sums[point.UnixMillis] = sums.GetValueOrDefault(point.UnixMillis) + point.Value;
        }

        return sums;
    }

    private static string CodeOf(LabelSet request) => ResponseCodes.Of(
        request.GetValue(IstioLabels.RequestProtocol), request.GetValue(IstioLabels.ResponseCode), request.GetValue(IstioLabels.GrpcResponseStatus));
}
