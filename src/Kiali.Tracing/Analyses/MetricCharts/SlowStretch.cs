using System.Collections.Immutable;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>The stretch of a window in which requests took a multiple of what they usually take.</summary>
/// <param name="Statistic">The line that shows it, for instance <c>p50</c>.</param>
/// <param name="Range">From one step before its first point to its last point, clipped to the window.</param>
/// <param name="OutsideMs">The line's median outside, milliseconds.</param>
/// <param name="InsideMs">The line's median inside.</param>
public sealed record SlowStretch(string Statistic, TimeRange Range, double OutsideMs, double InsideMs)
{
    private const double Usual = 0.25;
    private const double Multiple = 3;
    private const double LeastGrowthMs = 5;
    private const int FewestPoints = 2;

    /// <summary>Finds the stretch in the first of several lines that has one.</summary>
    /// <remarks>A point is slow from three times the line's lower quartile on, and 5 ms above it at least. The stretch is the run with the largest
    /// number of slow points less other ones: the maximum-sum subarray (Kadane).</remarks>
    /// <param name="lines">The lines of a duration chart, the one to tell first.</param>
    /// <param name="step">The distance of points.</param>
    /// <param name="window">The window.</param>
    /// <returns>The stretch; null when no line has one.</returns>
    public static SlowStretch? Find(IEnumerable<ChartSeries> lines, TimeSpan step, TimeRange window)
        => lines.Select(line => FindIn(line, step, window)).FirstOrDefault(stretch => stretch is not null);

    private static SlowStretch? FindIn(ChartSeries line, TimeSpan step, TimeRange window)
    {
        ImmutableArray<MetricPoint> points = [.. line.Known];
        if (SampleQuantile.OfSorted([.. points.Select(point => point.Value).Order()], Usual) is not { } usual
            || LongestRun(points, point => point.Value > Math.Max(usual * Multiple, usual + LeastGrowthMs)) is not var (first, last)
            || (first == 0 && last == points.Length - 1))
        {
            return null;
        }

        long start = (points[first].UnixMillis * UnixTime.NanosPerMilli) - UnixTime.ToNanos(step);
        long end = points[last].UnixMillis * UnixTime.NanosPerMilli;
        TimeRange range = new(
            Math.Clamp(start, window.StartUnixNano, window.EndUnixNano), Math.Clamp(end, window.StartUnixNano, window.EndUnixNano));
        return new SlowStretch(
            line.Statistic, range, MedianOf(points.Where((_, index) => index < first || index > last)), MedianOf(points.Where((_, index) => index >= first && index <= last)));
    }

    private static (int First, int Last)? LongestRun(ImmutableArray<MetricPoint> points, Func<MetricPoint, bool> isSlow)
    {
        (int First, int Last)? best = null;
        int bestSum = FewestPoints - 1;
        int sum = 0;
        int first = 0;
        for (int index = 0; index < points.Length; index++)
        {
            if (sum <= 0)
            {
                (sum, first) = (0, index);
            }

            sum += isSlow(points[index]) ? 1 : -1;
            if (sum > bestSum)
            {
                (bestSum, best) = (sum, (first, index));
            }
        }

        return best;
    }

    private static double MedianOf(IEnumerable<MetricPoint> points)
        => SampleQuantile.OfSorted([.. points.Select(point => point.Value).Order()], 0.5) ?? double.NaN;
}
