using Kiali.Tracing.Metrics;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>Compares our numbers with Prometheus's: to 1e-9 of the larger one.</summary>
internal static class Agreement
{
    public const double Tolerance = 1e-9;

    // Where a rank falls on the end of a bucket that empty ones follow, the last bits of the sums decide on which side; both are right then.
    private const double LastBits = 1e-12;

    public static void Equal(double? ours, double? theirs, string what)
    {
        double? known = theirs is { } value && double.IsNaN(value) ? null : theirs;
        bool agree = (ours, known) switch
        {
            (null, null) => true,
            ({ } a, { } b) => a.Equals(b) || Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b)),
            _ => false,
        };
        Assert.True(agree, $"{what}: ours {ours?.ToString("R") ?? "nothing"}, Prometheus {theirs?.ToString("R") ?? "nothing"}");
    }

    public static void QuantileEqual(HistogramIncrease? increase, double quantile, double? theirs, string what)
    {
        double? ours = increase is null ? null : HistogramStatistics.Quantile(increase, quantile)?.Value;
        if (increase is not null && ours is not null && theirs is { } value && double.IsFinite(value))
        {
            double low = HistogramStatistics.Quantile(increase, Math.Max(0, quantile - LastBits))?.Value ?? ours.Value;
            double high = HistogramStatistics.Quantile(increase, Math.Min(1, quantile + LastBits))?.Value ?? ours.Value;
            if (value >= low && value <= high)
            {
                return;
            }
        }

        Equal(ours, theirs, what);
    }

    public static void CountersEqual(IEnumerable<MetricSeries> ours, Dictionary<LabelSet, double> theirs, string what)
    {
        Dictionary<LabelSet, double> own = ours.ToDictionary(series => series.Labels, series => series.Points.Single().Value);
        foreach (LabelSet labels in own.Keys.Union(theirs.Keys))
        {
            Equal(own.TryGetValue(labels, out double a) ? a : null, theirs.TryGetValue(labels, out double b) ? b : null, $"{what} {labels}");
        }
    }

    public static void CountersEqual(IEnumerable<MetricSeries> ours, Dictionary<LabelSet, Dictionary<long, double>> theirs, string what)
    {
        Dictionary<LabelSet, Dictionary<long, double>> own =
            ours.ToDictionary(series => series.Labels, series => series.Points.ToDictionary(point => point.UnixMillis, point => point.Value));
        foreach (LabelSet labels in own.Keys.Union(theirs.Keys))
        {
            Dictionary<long, double> a = own.GetValueOrDefault(labels) ?? [];
            Dictionary<long, double> b = theirs.GetValueOrDefault(labels) ?? [];
            foreach (long time in a.Keys.Union(b.Keys))
            {
                Equal(a.TryGetValue(time, out double x) ? x : null, b.TryGetValue(time, out double y) ? y : null, $"{what} {labels} at {time}");
            }
        }
    }
}
