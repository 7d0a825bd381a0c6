namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>A duration against one statistic of one interval.</summary>
public sealed record HeatmapCell
{
    /// <summary>The statistic's name.</summary>
    public required string Statistic { get; init; }

    /// <summary>The interval's name.</summary>
    public required string Interval { get; init; }

    /// <summary>The statistic's value, milliseconds; null when there is none.</summary>
    public double? MetricMs { get; init; }

    /// <summary>Duration − metric, milliseconds; positive for a slower request.</summary>
    public double? DeltaMs { get; init; }

    /// <summary>Duration ÷ metric; null for a metric of zero.</summary>
    public double? Ratio { get; init; }

    /// <summary>The lower bound of the histogram bucket that the quantile lies in, milliseconds; null for the mean.</summary>
    public double? LowerMs { get; init; }

    /// <summary>The upper bound of that bucket, milliseconds; null for the mean, and in the last bucket, which has none.</summary>
    public double? UpperMs { get; init; }

    /// <summary>How many requests there were, extrapolated; null without samples, and where the source gives finished statistics.</summary>
    public double? Requests { get; init; }

    /// <summary>How much of the interval has samples, seconds; null where the source gives finished statistics.</summary>
    public double? CoveredSeconds { get; init; } = 0;

    /// <summary>Whether the duration can be told apart from the statistic.</summary>
    public bool IsDistinguishable { get; init; }

    /// <summary>Why there is no number, or one to take with care.</summary>
    public HeatmapReason Reason { get; init; }
}
