namespace Kiali.Tracing.SemanticConventions;

/// <summary>Names of the labels that Prometheus itself gives series.</summary>
public static class PrometheusLabels
{
    /// <summary>The metric's name, as a label.</summary>
    public const string MetricName = "__name__";

    /// <summary>The pod that was scraped, as set-ups for Kubernetes usually label it.</summary>
    public const string Pod = "pod";
}
