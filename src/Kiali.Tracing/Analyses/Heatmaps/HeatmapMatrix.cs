using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>One span against all statistics and intervals.</summary>
/// <param name="Target">The span and whose metrics it is compared with.</param>
/// <param name="DurationMs">The span's duration, milliseconds.</param>
/// <param name="AnchorUnixNano">Where the intervals end, Unix nanoseconds, a whole millisecond.</param>
/// <param name="Cells">The cells, interval by interval, statistic by statistic.</param>
/// <param name="Ranks">The ranks of the intervals that have requests.</param>
public sealed record HeatmapMatrix(
    HeatmapTarget Target, double DurationMs, long AnchorUnixNano, ImmutableArray<HeatmapCell> Cells, ImmutableArray<HeatmapRank> Ranks)
{
    /// <summary>A cell.</summary>
    /// <param name="interval">The interval's name.</param>
    /// <param name="statistic">The statistic's name.</param>
    /// <returns>The cell, or null.</returns>
    public HeatmapCell? Find(string interval, string statistic)
        => Cells.FirstOrDefault(cell => cell.Interval == interval && cell.Statistic == statistic);
}
