namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>How a proxy writes its access log.</summary>
public enum AccessLogFormat
{
    /// <summary>Istio's default text line.</summary>
    Text,

    /// <summary>Istio's default JSON object.</summary>
    Json,
}
