using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Figures;

/// <summary>Draws the lines of metric charts. A point between two gaps, which no line shows, is a dot.</summary>
internal static class MetricLines
{
    public static double SecondsOf(MetricPoint point) => point.UnixMillis / 1000.0;

    public static IEnumerable<Mark> Of(ChartSeries series, Stroke stroke, bool underlay, Rgb? area = null, string? name = null)
    {
        ImmutableArray<PlotPoint> points = [.. series.Points.Select(point => new PlotPoint(SecondsOf(point), point.Value))];
        yield return LinesMark.Of(points, stroke) with { Underlay = underlay, Area = area, Name = name ?? series.Statistic };
        ImmutableArray<PointItem> alone =
        [
            .. points.Where((point, index) => double.IsFinite(point.Y) && IsGap(points, index - 1) && IsGap(points, index + 1))
                .Select(point => new PointItem(point.X, point.Y)),
        ];
        if (!alone.IsEmpty)
        {
            yield return new PointsMark(alone) { Radius = 1.6, Fill = stroke.Color };
        }
    }

    private static bool IsGap(ImmutableArray<PlotPoint> points, int index) => index < 0 || index >= points.Length || !double.IsFinite(points[index].Y);
}
