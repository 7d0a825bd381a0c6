using Kiali.Tracing.Interactive.ServiceMaps;

namespace Kiali.Tracing.Interactive.Sessions;

/// <summary>What verbs look at when they are not told otherwise; set by <c>use</c>. What is null is not narrowed.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Workload">The workload's name.</param>
/// <param name="Window">The window.</param>
public sealed record SessionFocus(string? Cluster, string? Namespace, string? Workload, TimeRange? Window)
{
    /// <summary>The workloads of services whose names do not tell them; null when none were given.</summary>
    public LoadedServiceMap? ServiceMap { get; init; }

    /// <summary>No focus.</summary>
    public static SessionFocus None { get; } = new(null, null, null, null);
}
