using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Makes workloads of pods and of what controls them. Owners are told by their references, roles by annotations and labels.</summary>
internal static class KubernetesMapping
{
    private const string ReplicaSet = "ReplicaSet";
    private const string Deployment = "Deployment";
    private const string BarePod = "Pod";
    private const string Node = "Node";
    private const int MostOwners = 8;

    /// <summary>The kinds that may be controlled by a workload, and where they are listed.</summary>
    public static ImmutableArray<(string Kind, string Api, string Plural)> Intermediate { get; } =
    [
        (ReplicaSet, "apis/apps/v1", "replicasets"),
        ("Job", "apis/batch/v1", "jobs"),
        ("ReplicationController", "api/v1", "replicationcontrollers"),
    ];

    /// <summary>The kinds that are workloads even without pods, and where they are listed.</summary>
    public static ImmutableArray<(string Kind, string Api, string Plural)> Lasting { get; } =
    [
        (Deployment, "apis/apps/v1", "deployments"),
        ("StatefulSet", "apis/apps/v1", "statefulsets"),
        ("DaemonSet", "apis/apps/v1", "daemonsets"),
    ];

    /// <summary>Places pods.</summary>
    /// <param name="pods">The pods.</param>
    /// <param name="owners">What controls the objects in between, by kind, namespace and name; null for an object that nothing controls.</param>
    /// <returns>The pods with their workloads, by namespace and name.</returns>
    public static ImmutableArray<PlacedPod> Place(
        IReadOnlyCollection<KubernetesPod> pods, IReadOnlyDictionary<(string Kind, string Namespace, string Name), OwnerReference?> owners)
    {
        // A pod without a proxy does not know what the mesh calls its cluster; it is the one of the others.
        ImmutableArray<string> clusters = [.. pods.Select(pod => pod.Cluster).OfType<string>().Distinct().Take(2)];
        string? common = clusters.Length == 1 ? clusters[0] : null;
        return
        [
            .. pods.Select(pod =>
                {
                    OwnerReference owner = OwnerOf(pod, owners);
                    return new PlacedPod(pod, new WorkloadRef(pod.Cluster ?? common, pod.Head.Namespace, owner.Name), owner.Kind);
                })
                .OrderBy(pod => pod.Namespace, StringComparer.Ordinal)
                .ThenBy(pod => pod.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Makes workloads.</summary>
    /// <param name="pods">The pods with their workloads.</param>
    /// <param name="lasting">Workloads that there are whether or not they have pods, by kind.</param>
    /// <returns>The workloads, by reference.</returns>
    public static ImmutableArray<Workload> Workloads(ImmutableArray<PlacedPod> pods, IEnumerable<(string Kind, KubernetesObject Head)> lasting)
    {
        Dictionary<(string Namespace, string Name), Workload> all = pods
            .GroupBy(pod => (pod.Namespace, pod.Workload.Name))
            .ToDictionary(group => group.Key, group => WorkloadOf([.. group]));
        string? cluster = pods.Select(pod => pod.Workload.Cluster).Distinct().Take(2).ToArray() is [var only] ? only : null;
        foreach ((string kind, KubernetesObject head) in lasting)
        {
            all.TryAdd((head.Namespace, head.Name), new Workload(
                new WorkloadRef(cluster, head.Namespace, head.Name), kind, First(head.Labels, KubernetesLabels.Apps), First(head.Labels, KubernetesLabels.Versions), head.Labels, []));
        }

        return [.. all.Values.OrderBy(workload => workload.Ref)];
    }

    /// <summary>What a container is to the mesh.</summary>
    /// <param name="pod">Its pod.</param>
    /// <param name="container">The container's name.</param>
    /// <returns>The role.</returns>
    public static ContainerRole RoleOf(KubernetesPod pod, string container)
    {
        if (IsZtunnel(pod))
        {
            return ContainerRole.Ztunnel;
        }

        if (container != IstioObjects.ProxyContainer && !pod.Injected.Contains(container))
        {
            return ContainerRole.App;
        }

        return IsWaypoint(pod) ? ContainerRole.Waypoint : ContainerRole.Proxy;
    }

    /// <summary>Whether a pod is a node's ztunnel.</summary>
    /// <param name="pod">The pod.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsZtunnel(KubernetesPod pod)
        => pod.Head.Labels.TryGetValue(KubernetesLabels.App, out string? app) && app == IstioObjects.Ztunnel && pod.Head.Owner is { Kind: "DaemonSet" };

    /// <summary>Whether a pod is a waypoint's.</summary>
    /// <param name="pod">The pod.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsWaypoint(KubernetesPod pod)
        => pod.Head.Labels.TryGetValue(IstioObjects.ManagedBy, out string? controller) && controller == IstioObjects.MeshController;

    private static OwnerReference OwnerOf(KubernetesPod pod, IReadOnlyDictionary<(string Kind, string Namespace, string Name), OwnerReference?> owners)
    {
        OwnerReference? owner = pod.Head.Owner is { Kind: not Node } controller ? controller : null;
        for (int hop = 0; owner is not null && hop < MostOwners; hop++)
        {
            if (owners.TryGetValue((owner.Kind, pod.Head.Namespace, owner.Name), out OwnerReference? next))
            {
                if (next is null)
                {
                    return owner;
                }

                owner = next;
                continue;
            }

            // Without the right to list them, or when it is gone: a Deployment names its ReplicaSets by itself and the hash that their pods have as a label.
            return owner.Kind == ReplicaSet
                && pod.Head.Labels.TryGetValue(KubernetesLabels.PodTemplateHash, out string? hash)
                && owner.Name.Length > hash.Length + 1
                && owner.Name.EndsWith("-" + hash, StringComparison.Ordinal)
                ? new OwnerReference(Deployment, owner.Name[..^(hash.Length + 1)])
                : owner;
        }

        return owner ?? new OwnerReference(BarePod, pod.Head.Name);
    }

    private static Workload WorkloadOf(ImmutableArray<PlacedPod> pods)
    {
        // What is not the same on all pods, such as an index or the hash of a rollout, is of the pods.
        ImmutableSortedDictionary<string, string> labels = pods[0].Pod.Head.Labels;
        foreach (PlacedPod pod in pods.Skip(1))
        {
            labels = labels.RemoveRange([.. labels.Where(label => !pod.Pod.Head.Labels.TryGetValue(label.Key, out string? value) || value != label.Value).Select(label => label.Key)]);
        }

        return new Workload(
            pods.Select(pod => pod.Workload).Order().First(),
            pods.Select(pod => pod.Kind).Order(StringComparer.Ordinal).First(),
            First(labels, KubernetesLabels.Apps),
            First(labels, KubernetesLabels.Versions),
            labels,
            [.. pods.Select(pod => PodOf(pod.Pod))]);
    }

    private static Pod PodOf(KubernetesPod pod) => new(
        pod.Head.Name,
        pod.Node,
        pod.StartUnixNano,
        [.. pod.Containers.Where(container => !container.IsInitial).Select(container => new Container(container.Name, RoleOf(pod, container.Name)))]);

    private static string First(ImmutableSortedDictionary<string, string> labels, ImmutableArray<string> names)
        => names.Select(name => labels.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? string.Empty;
}
