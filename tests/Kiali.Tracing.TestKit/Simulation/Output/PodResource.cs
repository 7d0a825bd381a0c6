using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Resource attributes of spans and log lines.</summary>
internal static class PodResource
{
    /// <summary>What Istio's proxies say of themselves: the service name alone, <c>app.namespace</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfProxy(MeshPod pod)
    {
        yield return new("service.name", $"{pod.Workload.App}.{pod.Workload.Namespace}");
    }

    /// <summary>What an application's SDK says, its service name set to match the proxy's.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfApplication(MeshPod pod)
    {
        yield return new("service.name", $"{pod.Workload.App}.{pod.Workload.Namespace}");
        yield return new("service.version", pod.Workload.Version);
        yield return new("telemetry.sdk.name", "opentelemetry");
        yield return new("telemetry.sdk.language", pod.Workload.Instrumentation?.Language ?? "");
        foreach (var attribute in Kubernetes(pod))
        {
            yield return attribute;
        }

        yield return new("k8s.container.name", pod.Workload.App);
    }

    /// <summary>What a log collector on the node knows of a container.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OfContainer(MeshPod pod, string container) =>
        Kubernetes(pod).Append(new("k8s.container.name", container));

    private static IEnumerable<KeyValuePair<string, string>> Kubernetes(MeshPod pod)
    {
        yield return new("k8s.namespace.name", pod.Workload.Namespace);
        yield return new("k8s.deployment.name", pod.Workload.Name);
        yield return new("k8s.pod.name", pod.Name);
        yield return new("k8s.node.name", pod.Pod.Node);
    }
}
