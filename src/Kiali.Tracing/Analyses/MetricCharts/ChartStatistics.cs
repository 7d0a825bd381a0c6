using System.Globalization;

namespace Kiali.Tracing.Analyses.MetricCharts;

/// <summary>The words for what a line of a chart is.</summary>
public static class ChartStatistics
{
    /// <summary>The mean.</summary>
    public const string Average = "avg";

    /// <summary>An amount a second.</summary>
    public const string Rate = "rate";

    /// <summary>The share that failed, by the classes of <see cref="SpanErrors"/>.</summary>
    public const string Errors = "errors";

    /// <summary>The share whose caller was at fault: HTTP 4xx and the like.</summary>
    public const string ClientErrors = "client-errors";

    /// <summary>A quantile.</summary>
    /// <param name="quantile">The quantile, 0 to 1.</param>
    /// <returns>For instance <c>p99</c>, <c>p99.9</c>.</returns>
    public static string OfQuantile(double quantile) => "p" + (quantile * 100).ToString("0.####", CultureInfo.InvariantCulture);
}
