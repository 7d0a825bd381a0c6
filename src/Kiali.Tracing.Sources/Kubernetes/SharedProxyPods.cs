using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Finds the proxies that pods share: the ztunnels of their nodes, and the waypoints of their namespaces.</summary>
/// <param name="api">The API.</param>
internal sealed class SharedProxyPods(KubernetesApi api)
{
    private const string Forbidden = "forbidden";

    /// <summary>Finds the proxies of the pods that a query asks for, unless it asks for the proxies themselves.</summary>
    /// <param name="query">The query.</param>
    /// <param name="pods">The pods it asks for.</param>
    /// <param name="warnings">Receives what could not be looked at.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The containers to read, and which of their lines are wanted.</returns>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task<(ImmutableArray<LogTarget> Targets, SharedProxyScope Scope)> FindAsync(
        LogQuery query, ImmutableArray<PlacedPod> pods, List<Warning> warnings, CancellationToken cancellationToken)
    {
        ImmutableArray<PlacedPod> ambient = [.. pods.Where(pod => pod.Pod.IsAmbient)];
        ILookup<(string, string), WorkloadRef> known = pods.ToLookup(pod => (pod.Namespace, pod.Name), pod => pod.Workload);
        SharedProxyScope scope = new(query, (inNamespace, pod) => known[(inNamespace, pod)].FirstOrDefault() ?? new WorkloadRef(null, inNamespace, SpanWorkloads.WorkloadOfPod(pod)));
        bool isNarrowed = !(query.Workloads.IsEmpty && query.Namespaces.IsEmpty);
        if (ambient.IsEmpty || !isNarrowed || (!query.Containers.IsEmpty && !query.Containers.Contains(IstioObjects.ProxyContainer)))
        {
            return ([], scope);
        }

        HashSet<string> nodes = [.. ambient.Select(pod => pod.Pod.Node).OfType<string>()];
        ImmutableArray<KubernetesPod> ztunnels = [.. (await ZtunnelsAsync(warnings, cancellationToken).ConfigureAwait(false)).Where(pod => pod.Node is { } node && nodes.Contains(node))];
        HashSet<string> namespaces = new(StringComparer.Ordinal);
        HashSet<string> hosts = new(StringComparer.Ordinal);
        foreach (IGrouping<string, PlacedPod> group in ambient.GroupBy(pod => pod.Namespace))
        {
            namespaces.Add(group.Key);
            await AddServicesAsync(group.Key, [.. group], hosts, namespaces, warnings, cancellationToken).ConfigureAwait(false);
        }

        List<KubernetesPod> waypoints = [];
        foreach (string inNamespace in namespaces.Order(StringComparer.Ordinal))
        {
            waypoints.AddRange(await PodsAsync(inNamespace, $"{IstioObjects.ManagedBy}={IstioObjects.MeshController}", warnings, cancellationToken).ConfigureAwait(false));
        }

        HashSet<(string, string)> asked = [.. pods.Select(pod => (pod.Namespace, pod.Name))];
        ImmutableArray<KubernetesPod> shared = [.. ztunnels.Concat(waypoints).Where(pod => !asked.Contains((pod.Head.Namespace, pod.Head.Name)))];
        ImmutableArray<LogTarget> targets =
        [
            .. KubernetesMapping.Place(shared, ImmutableDictionary<(string, string, string), OwnerReference?>.Empty)
                .SelectMany(pod => pod.Pod.Containers
                    .Where(container => !container.IsInitial && (query.Containers.IsEmpty || query.Containers.Contains(container.Name)))
                    .Select(container => new LogTarget(pod, container, KubernetesMapping.RoleOf(pod.Pod, container.Name), IsShared: true)))
                .Where(target => target.Role is ContainerRole.Ztunnel or ContainerRole.Waypoint),
        ];
        return (targets, new SharedProxyScope(query, (inNamespace, pod) => known[(inNamespace, pod)].FirstOrDefault() ?? new WorkloadRef(null, inNamespace, SpanWorkloads.WorkloadOfPod(pod)))
        {
            Addresses = [.. ambient.SelectMany(pod => pod.Pod.Addresses)],
            Hosts = [.. hosts],
        });
    }

    private async Task<ImmutableArray<KubernetesPod>> ZtunnelsAsync(List<Warning> warnings, CancellationToken cancellationToken)
    {
        const string Selector = KubernetesLabels.App + "=" + IstioObjects.Ztunnel;
        try
        {
            return (await api.ListPodsAsync(null, Selector, cancellationToken).ConfigureAwait(false)).Value;
        }
        catch (KubernetesRefusedException refused) when (refused.IsForbidden)
        {
            return await PodsAsync(IstioObjects.RootNamespace, Selector, warnings, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesRefusedException refused)
        {
            throw refused.Failure;
        }
    }

    // Which hosts lead to the pods, and in which other namespaces their waypoints are.
    private async Task AddServicesAsync(
        string inNamespace, ImmutableArray<PlacedPod> pods, HashSet<string> hosts, HashSet<string> namespaces, List<Warning> warnings, CancellationToken cancellationToken)
    {
        try
        {
            foreach ((KubernetesObject head, ImmutableSortedDictionary<string, string> selector) in (await api.ListServicesAsync(inNamespace, cancellationToken).ConfigureAwait(false)).Value)
            {
                if (!selector.IsEmpty && pods.Any(pod => selector.All(label => pod.Pod.Head.Labels.GetValueOrDefault(label.Key) == label.Value)))
                {
                    hosts.Add($"{head.Name}.{inNamespace}.svc");
                    Add(head);
                }
            }

            Add(await api.GetNamespaceAsync(inNamespace, cancellationToken).ConfigureAwait(false));
        }
        catch (KubernetesRefusedException refused)
        {
            warnings.Add(new Warning(
                Forbidden, $"Which waypoints the pods of {inNamespace} use could not be told in full (\"{refused.Said}\"); lines of waypoints may be missing.", 1, api.Uri));
        }

        foreach (PlacedPod pod in pods)
        {
            Add(pod.Pod.Head);
        }

        void Add(KubernetesObject item)
        {
            if (item.Labels.TryGetValue(IstioObjects.WaypointNamespace, out string? other))
            {
                namespaces.Add(other);
            }
        }
    }

    private async Task<ImmutableArray<KubernetesPod>> PodsAsync(string inNamespace, string selector, List<Warning> warnings, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.ListPodsAsync(inNamespace, selector, cancellationToken).ConfigureAwait(false)).Value;
        }
        catch (KubernetesRefusedException refused)
        {
            warnings.Add(new Warning(Forbidden, $"The proxies in the namespace {inNamespace} could not be listed (\"{refused.Said}\"); their lines are missing.", 1, api.Uri));
            return [];
        }
    }
}
