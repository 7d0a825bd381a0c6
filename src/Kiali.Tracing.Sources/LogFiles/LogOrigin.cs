using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.LogFiles;

/// <summary>Who wrote lines.</summary>
/// <param name="Workload">The workload; without names where they are not known.</param>
/// <param name="Pod">The pod; empty when not known.</param>
/// <param name="Container">The container; empty when not known.</param>
/// <param name="Role">What the container is.</param>
internal sealed record LogOrigin(WorkloadRef Workload, string Pod, string Container, ContainerRole Role)
{
    /// <summary>The writers that resources stand for.</summary>
    /// <param name="lines">The store with the resources.</param>
    /// <param name="workloads">What is known of workloads; says whose a pod is.</param>
    /// <returns>A writer for each resource, by its number.</returns>
    public static ImmutableArray<LogOrigin> Of(LogLineStore lines, ImmutableArray<Workload> workloads)
    {
        Dictionary<(string Namespace, string Pod), (Workload Workload, Pod Pod)> pods = [];
        foreach (Workload workload in workloads)
        {
            foreach (Pod pod in workload.Pods)
            {
                pods.TryAdd((workload.Ref.Namespace, pod.Name), (workload, pod));
            }
        }

        return [.. lines.Origins.Select(origin => Of(origin.Resource, origin.Role, pods))];
    }

    /// <summary>Whether a query asks for its lines.</summary>
    public bool Matches(LogQuery query)
        => (query.Namespaces.IsEmpty || query.Namespaces.Contains(Workload.Namespace))
            && (query.Workloads.IsEmpty || query.Workloads.Any(Workload.Matches))
            && IsContainerOf(query);

    /// <summary>Whether a query asks for its container, or for none.</summary>
    public bool IsContainerOf(LogQuery query) => query.Containers.IsEmpty || query.Containers.Contains(Container);

    /// <summary>One of its lines.</summary>
    public RawLogLine Line(long unixNano, string text, AttributeSet beside) => new(unixNano, Workload, Pod, Container, Role, text) { Attributes = beside };

    private static LogOrigin Of(AttributeSet resource, ContainerRole? told, Dictionary<(string Namespace, string Pod), (Workload Workload, Pod Pod)> pods)
    {
        string space = resource.GetText(OpenTelemetryAttributes.NamespaceName) ?? string.Empty;
        string pod = resource.GetText(OpenTelemetryAttributes.PodName) ?? string.Empty;
        string container = resource.GetText(OpenTelemetryAttributes.ContainerName) ?? string.Empty;
        if (pods.TryGetValue((space, pod), out (Workload Workload, Pod Pod) known))
        {
            ContainerRole role = known.Pod.Containers.FirstOrDefault(item => item.Name == container)?.Role
                ?? told
                ?? ContainerRoles.OfNames(known.Workload.Ref.Name, container);
            return new LogOrigin(known.Workload.Ref, pod, container, role);
        }

        string name = resource.GetText(OpenTelemetryAttributes.DeploymentName)
            ?? resource.GetText(OpenTelemetryAttributes.StatefulSetName)
            ?? resource.GetText(OpenTelemetryAttributes.DaemonSetName)
            ?? SpanWorkloads.WorkloadOfPod(pod);
        return new LogOrigin(
            new WorkloadRef(resource.GetText(OpenTelemetryAttributes.ClusterName), space, name), pod, container, told ?? ContainerRoles.OfNames(name, container));
    }
}
