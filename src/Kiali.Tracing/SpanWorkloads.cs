using Kiali.Tracing.Mapping;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing;

/// <summary>Tells which pod and workload a span belongs to, by the mapping of the columns it is a view of; see <see cref="WorkloadMapping"/> for the order.</summary>
public static class SpanWorkloads
{
    /// <summary>Whether a proxy recorded the span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>Whether <c>component</c> is <c>proxy</c>.</returns>
    public static bool IsProxySpan(Span span)
        => span.Attributes.GetText(OpenTelemetryAttributes.Component) == EnvoyAttributes.ProxyComponent;

    /// <summary>Whether a waypoint recorded the span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>Whether its <c>node_id</c> is a waypoint's.</returns>
    public static bool IsWaypointSpan(Span span)
        => span.Attributes.GetText(EnvoyAttributes.NodeId)?.StartsWith(EnvoyAttributes.WaypointRole, StringComparison.Ordinal) == true;

    /// <summary>Whose a span is, and what told so.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The owner.</returns>
    public static SpanOwner OwnerOf(Span span) => span.Columns.Owners.Of(span.Row);

    /// <summary>The workload a span belongs to.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The workload, or null when it is not known.</returns>
    public static WorkloadRef? WorkloadOf(Span span) => OwnerOf(span).Workload;

    /// <summary>The pod of the workload that a span belongs to.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The pod's name, or null when the span does not say.</returns>
    public static string? PodOf(Span span) => OwnerOf(span).Pod;

    /// <summary>The namespace a span belongs to, also where the workload is not known.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The namespace, or null when the span does not say.</returns>
    public static string? NamespaceOf(Span span) => OwnerOf(span).Namespace;

    /// <summary>The workload's name in a pod's name, by <see cref="PodName"/>.</summary>
    /// <param name="pod">The pod's name.</param>
    /// <returns>The workload's name; the pod's own when it has no parts.</returns>
    public static string WorkloadOfPod(string pod) => PodName.WorkloadOf(pod);
}
