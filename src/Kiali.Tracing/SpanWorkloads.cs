using System.Text.RegularExpressions;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing;

/// <summary>Tells which pod and workload a span belongs to.</summary>
/// <remarks>
/// In this order: a waypoint's own attributes, <c>node_id</c>, <c>k8s.*</c> of the resource, <c>hostname</c> of the resource with the namespace of
/// <c>istio.namespace</c> or of the service name (<c>app.namespace</c>). Names are compared by equality only.
/// </remarks>
public static partial class SpanWorkloads
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

    /// <summary>The workload a span belongs to.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The workload, or null when the span does not say.</returns>
    public static WorkloadRef? WorkloadOf(Span span)
    {
        AttributeSet attributes = span.Attributes;
        string? cluster = attributes.GetText(EnvoyAttributes.ClusterId) ?? span.Resource.Attributes.GetText(OpenTelemetryAttributes.ClusterName);
        if (IsWaypointSpan(span) && WaypointWorkload(span, cluster) is { } behindWaypoint)
        {
            return behindWaypoint;
        }

        if (PodOfNodeId(span) is var (pod, podNamespace))
        {
            return new WorkloadRef(cluster, podNamespace, WorkloadOfPod(pod));
        }

        AttributeSet resource = span.Resource.Attributes;
        if (resource.GetText(OpenTelemetryAttributes.NamespaceName) is { Length: > 0 } k8sNamespace)
        {
            string? owner = resource.GetText(OpenTelemetryAttributes.DeploymentName)
                ?? resource.GetText(OpenTelemetryAttributes.StatefulSetName)
                ?? resource.GetText(OpenTelemetryAttributes.DaemonSetName)
                ?? (resource.GetText(OpenTelemetryAttributes.PodName) is { Length: > 0 } k8sPod ? WorkloadOfPod(k8sPod) : null);
            if (owner is { Length: > 0 })
            {
                return new WorkloadRef(cluster, k8sNamespace, owner);
            }
        }

        return Hostname(span) is { Length: > 0 } host && NamespaceOf(span) is { Length: > 0 } hostNamespace
            ? new WorkloadRef(cluster, hostNamespace, WorkloadOfPod(host))
            : null;
    }

    /// <summary>The pod a span belongs to.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The pod's name, or null when the span does not say.</returns>
    public static string? PodOf(Span span)
        => PodOfNodeId(span)?.Pod
            ?? span.Resource.Attributes.GetText(OpenTelemetryAttributes.PodName)
            ?? Hostname(span);

    /// <summary>The namespace a span belongs to, also where the workload is not known.</summary>
    /// <param name="span">The span.</param>
    /// <returns>The namespace, or null when the span does not say.</returns>
    public static string? NamespaceOf(Span span)
    {
        if (PodOfNodeId(span) is var (_, podNamespace))
        {
            return podNamespace;
        }

        if (span.Resource.Attributes.GetText(OpenTelemetryAttributes.NamespaceName) is { Length: > 0 } k8sNamespace)
        {
            return k8sNamespace;
        }

        if (span.Attributes.GetText(EnvoyAttributes.IstioNamespace) is { Length: > 0 } istioNamespace)
        {
            return istioNamespace;
        }

        string[] parts = span.ServiceName.Split('.');
        return parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null;
    }

    /// <summary>The workload's name in a pod's name.</summary>
    /// <remarks>
    /// The last part is the pod's own; a last part before it in the alphabet of Kubernetes' pod template hashes goes too.
    /// <c>foo-fg65h9p7qj-ab12c</c> is of <c>foo</c>, <c>db-0</c> of <c>db</c>.
    /// </remarks>
    /// <param name="pod">The pod's name.</param>
    /// <returns>The workload's name; the pod's own when it has no parts.</returns>
    public static string WorkloadOfPod(string pod)
    {
        int suffix = pod.LastIndexOf('-');
        if (suffix <= 0 || !OwnPart().IsMatch(pod.AsSpan(suffix + 1)))
        {
            return pod;
        }

        string owner = pod[..suffix];
        int hash = owner.LastIndexOf('-');
        return hash > 0 && TemplateHash().IsMatch(owner.AsSpan(hash + 1)) ? owner[..hash] : owner;
    }

    private static WorkloadRef? WaypointWorkload(Span span, string? cluster)
    {
        AttributeSet attributes = span.Attributes;
        WorkloadRef? destination = Named(EnvoyAttributes.DestinationWorkload, EnvoyAttributes.DestinationNamespace);
        WorkloadRef? source = Named(EnvoyAttributes.SourceWorkload, EnvoyAttributes.SourceNamespace);
        return span.Kind switch
        {
            SpanKind.Server or SpanKind.Consumer => destination,
            SpanKind.Client or SpanKind.Producer => source,
            _ => destination ?? source,
        };

        WorkloadRef? Named(string workload, string workloadNamespace)
            => attributes.GetText(workload) is { Length: > 0 } name && attributes.GetText(workloadNamespace) is { Length: > 0 } inNamespace
                ? new WorkloadRef(cluster, inNamespace, name)
                : null;
    }

    private static (string Pod, string Namespace)? PodOfNodeId(Span span)
        => span.Attributes.GetText(EnvoyAttributes.NodeId) is { } nodeId ? PodOfNodeId(nodeId) : null;

    /// <summary>The pod and namespace in a proxy's <c>node_id</c>.</summary>
    /// <param name="nodeId">For instance <c>sidecar~10.0.0.7~reviews-v3-6f76498fc8-58wpn.bookinfo~bookinfo.svc.cluster.local</c>.</param>
    /// <returns>Both, or null when the text is no such id.</returns>
    internal static (string Pod, string Namespace)? PodOfNodeId(string nodeId)
    {
        string[] parts = nodeId.Split('~');
        int dot = parts.Length >= 3 ? parts[2].LastIndexOf('.') : -1;
        return dot > 0 && dot < parts[2].Length - 1 ? (parts[2][..dot], parts[2][(dot + 1)..]) : null;
    }

    private static string? Hostname(Span span)
        => span.Resource.Attributes.GetText(OpenTelemetryAttributes.ProcessHostname)
            ?? span.Resource.Attributes.GetText(OpenTelemetryAttributes.HostName)
            ?? span.Attributes.GetText(OpenTelemetryAttributes.ProcessHostname);

    [GeneratedRegex("^[a-z0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex OwnPart();

    [GeneratedRegex("^[bcdfghjklmnpqrstvwxz2456789]{6,16}$", RegexOptions.NonBacktracking)]
    private static partial Regex TemplateHash();
}
