using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing;

/// <summary>What produced telemetry: a process, a pod, a proxy. As of OpenTelemetry; Jaeger calls it a process.</summary>
/// <param name="Attributes">The resource's attributes, for instance <c>service.name</c> and <c>k8s.pod.name</c>.</param>
public sealed record Resource(AttributeSet Attributes)
{
    /// <summary>The resource about which nothing is known.</summary>
    public static Resource Empty { get; } = new(AttributeSet.Empty);

    /// <summary>The name of the service; empty when it was not recorded.</summary>
    public string ServiceName { get; } = Attributes.GetText(OpenTelemetryAttributes.ServiceName) ?? string.Empty;
}
