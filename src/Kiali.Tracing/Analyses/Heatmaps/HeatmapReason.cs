namespace Kiali.Tracing.Analyses.Heatmaps;

/// <summary>Why a cell has no number, or one to take with care.</summary>
public enum HeatmapReason
{
    /// <summary>Nothing is amiss.</summary>
    None = 0,

    /// <summary>There is no such series at all.</summary>
    NoSeries = 1,

    /// <summary>There are fewer than two samples in the interval, or no request came in it.</summary>
    NoSamples = 2,

    /// <summary>The interval lies outside of what is recorded.</summary>
    OutsideRange = 3,

    /// <summary>There is a number, but of fewer than 10 / (1 − quantile) requests.</summary>
    FewRequests = 4,
}
