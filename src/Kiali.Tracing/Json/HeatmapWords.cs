using Kiali.Tracing.Analyses.Heatmaps;

namespace Kiali.Tracing.Json;

/// <summary>The words for a heatmap's reasons.</summary>
public static class HeatmapWords
{
    /// <summary>The word of a reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns><c>no-series</c>, <c>no-samples</c>, <c>outside-range</c> or <c>few-requests</c>; null for none.</returns>
    public static string? Of(HeatmapReason reason) => reason switch
    {
        HeatmapReason.NoSeries => "no-series",
        HeatmapReason.NoSamples => "no-samples",
        HeatmapReason.OutsideRange => "outside-range",
        HeatmapReason.FewRequests => "few-requests",
        _ => null,
    };
}
