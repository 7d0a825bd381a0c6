using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>Kiali's view of a trace: the mean of its proxy spans' differences.</summary>
/// <param name="Cells">The cells; duration and metric are means over the spans that have the statistic.</param>
/// <param name="Spans">How many proxy spans have statistics.</param>
/// <param name="IsComplete">Whether every proxy span has.</param>
public sealed record HeatmapMean(ImmutableArray<HeatmapCell> Cells, int Spans, bool IsComplete);
