using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Mapping;

/// <summary>The services under which a workload's spans may be filed in a back end that finds traces by service.</summary>
public static class ServiceSearchNames
{
    /// <summary>The names to try, the likeliest first.</summary>
    /// <remarks>
    /// In this order, each once: the services that the service map has for the workload, then for its app; <c>app.namespace</c>, which is Istio's default and
    /// Kiali's; the canonical name with the namespace; the workload's own name with the namespace, as gateways and waypoints have it; app, canonical name and
    /// workload alone, as instrumentations name services; <c>app.namespace.svc.cluster.local</c>, as in ambient meshes; and Istio's name for whatever has
    /// no app label, where the catalogue says that the workload has none. Kiali tries the second only.
    /// </remarks>
    /// <param name="workload">The workload.</param>
    /// <param name="known">What the catalogue, or spans, say of it; null when nothing does.</param>
    /// <param name="serviceMap">What a person says.</param>
    /// <returns>At least two names.</returns>
    public static ImmutableArray<string> Of(WorkloadRef workload, Workload? known, ServiceMap serviceMap)
    {
        string inNamespace = workload.Namespace;
        ImmutableArray<ServiceMapEntry> mapped =
        [
            .. serviceMap.Entries.Where(entry => entry.Namespace == inNamespace
                && (entry.Cluster is null || workload.Cluster is null || entry.Cluster == workload.Cluster)),
        ];
        string? app = known?.App is { Length: > 0 } label
            ? label
            : mapped.FirstOrDefault(entry => entry.Workload == workload.Name && entry.App is not null)?.App;
        string? canonical = known?.CanonicalName;
        List<string> names =
        [
            .. mapped.Where(entry => entry.Workload == workload.Name).Select(entry => entry.Service),
            .. mapped.Where(entry => entry.Workload is null && (entry.App == app || entry.App == canonical)).Select(entry => entry.Service),
        ];
        foreach (string? name in (string?[])[app, canonical, workload.Name])
        {
            Add(name is null ? null : $"{name}.{inNamespace}");
        }

        Add(app);
        Add(canonical);
        Add(workload.Name);
        Add($"{app ?? canonical ?? workload.Name}.{inNamespace}{WorkloadLabels.ServiceHostSuffix}");
        if (known is { App.Length: 0, Labels.IsEmpty: false })
        {
            Add($"{WorkloadLabels.ServiceWithoutApp}.{inNamespace}");
        }

        return [.. names.Distinct(StringComparer.Ordinal)];

        void Add(string? name)
        {
            if (name is not null)
            {
                names.Add(name);
            }
        }
    }
}
