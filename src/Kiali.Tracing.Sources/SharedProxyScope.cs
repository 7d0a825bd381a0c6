using System.Collections.Immutable;
using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources;

/// <summary>Tells which lines of ztunnels and waypoints a query for workloads or namespaces wants, though it does not name those proxies.</summary>
/// <param name="query">The query.</param>
/// <param name="workloadOf">The workload of a pod by namespace and name; null when not known.</param>
internal sealed class SharedProxyScope(LogQuery query, Func<string, string, WorkloadRef?> workloadOf)
{
    /// <summary>The addresses of the pods that are wanted; for waypoints, which name no pods.</summary>
    public ImmutableHashSet<string> Addresses { get; init; } = [];

    /// <summary>The hosts of services that lead to the pods that are wanted, without the cluster's domain: <c>reviews.bookinfo.svc</c>.</summary>
    public ImmutableHashSet<string> Hosts { get; init; } = [];

    /// <summary>Whether a container's lines may be wanted by their content, because the query narrows by something else than them.</summary>
    /// <param name="role">What the container is.</param>
    /// <returns>Whether its lines are to be looked at one by one.</returns>
    public bool LooksAt(ContainerRole role)
        => role is ContainerRole.Ztunnel or ContainerRole.Waypoint && !(query.Workloads.IsEmpty && query.Namespaces.IsEmpty);

    /// <summary>Whether a line is wanted for what it tells.</summary>
    /// <param name="role">Who wrote it.</param>
    /// <param name="body">The line.</param>
    /// <returns>Whether one end of its traffic is what was asked for.</returns>
    public bool Wants(ContainerRole role, string body)
    {
        if (SharedProxyLine.Read(role, body) is not { } line)
        {
            return false;
        }

        return line.Pods.Any(pod => Wants(pod.Namespace, pod.Pod))
            || (line.DownstreamAddress is { } caller && Addresses.Contains(caller))
            || (role == ContainerRole.Waypoint && (line.UpstreamAddress is { } callee ? Addresses.Contains(callee) : line.Host is { } host && Hosts.Contains(WithoutDomain(host))));
    }

    private static string WithoutDomain(string host) => string.Join('.', host.Split('.').Take(3));

    private bool Wants(string inNamespace, string pod)
        => (query.Namespaces.IsEmpty || query.Namespaces.Contains(inNamespace))
            && (query.Workloads.IsEmpty || (workloadOf(inNamespace, pod) is { } workload && query.Workloads.Any(workload.Matches)));
}
