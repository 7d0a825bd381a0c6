namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>A stretch of time whose requests a duration is compared with.</summary>
/// <param name="Name">How it is called: <c>10m</c>, <c>3h</c>, or <c>baseline</c>.</param>
/// <param name="Length">Its length, before the anchor; of a fixed window, the window's own.</param>
/// <param name="Fixed">The fixed window; null for an interval that ends at the anchor.</param>
public sealed record HeatmapInterval(string Name, TimeSpan Length, TimeRange? Fixed = null)
{
    /// <summary>The name of a fixed window.</summary>
    public const string BaselineName = "baseline";

    /// <summary>A fixed window to compare with, whatever the anchor.</summary>
    /// <param name="window">The window.</param>
    /// <returns>The interval.</returns>
    public static HeatmapInterval Baseline(TimeRange window) => new(BaselineName, window.Duration, window);

    /// <summary>Where the interval lies for an anchor.</summary>
    /// <param name="anchorUnixMillis">The anchor, whole Unix milliseconds.</param>
    /// <returns>Its stretch of time.</returns>
    public TimeRange At(long anchorUnixMillis)
    {
        long end = anchorUnixMillis * UnixTime.NanosPerMilli;
        return Fixed ?? new TimeRange(end - UnixTime.ToNanos(Length), end);
    }
}
