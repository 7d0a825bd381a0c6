namespace Kiali.Tracing.TestKit.StandIns;

/// <summary>Which collector's labels the streams of a <see cref="LokiStandIn"/> have.</summary>
public enum CollectorStyle
{
    /// <summary>Promtail's and Alloy's: <c>namespace</c>, <c>pod</c>, <c>container</c>.</summary>
    Promtail,

    /// <summary>OpenTelemetry's, all of them labels.</summary>
    OpenTelemetry,

    /// <summary>OpenTelemetry's as newer Lokis take them: pod and container come beside the lines.</summary>
    OpenTelemetryMetadata,

    /// <summary>Fluent Bit's and Vector's: <c>kubernetes_namespace_name</c> and so on.</summary>
    FluentBit,

    /// <summary>Nobody's but one's own: <c>ns</c>, <c>kube_pod</c>, <c>ctr</c>.</summary>
    Own,
}
