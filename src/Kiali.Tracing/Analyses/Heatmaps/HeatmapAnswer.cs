using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>What a metric source told of one interval.</summary>
/// <param name="Interval">The interval.</param>
/// <param name="Increase">How the durations grew in it; null without samples.</param>
/// <param name="SeriesCount">How many series there are at all.</param>
/// <param name="IsOutsideRange">Whether the interval lies outside of what is recorded.</param>
public sealed record HeatmapAnswer(HeatmapInterval Interval, HistogramIncrease? Increase, int SeriesCount, bool IsOutsideRange)
{
    /// <summary>The interval's statistics, of a source that gives them finished; null of one that gives growth.</summary>
    public DurationStatistics? Finished { get; init; }
}
