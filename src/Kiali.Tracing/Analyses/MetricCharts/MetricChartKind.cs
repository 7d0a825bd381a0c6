namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>What a metric chart shows.</summary>
public enum MetricChartKind
{
    /// <summary>How long requests took, milliseconds.</summary>
    RequestDuration = 0,

    /// <summary>How many requests came, a second.</summary>
    RequestVolume = 1,

    /// <summary>Which share of the requests failed, percent.</summary>
    RequestErrors = 2,

    /// <summary>How many bytes requests had, a second.</summary>
    RequestThroughput = 3,

    /// <summary>How many bytes responses had, a second.</summary>
    ResponseThroughput = 4,
}
