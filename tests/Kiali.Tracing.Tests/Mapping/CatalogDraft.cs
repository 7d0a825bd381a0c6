using System.Collections.Immutable;
using Kiali.Tracing.Catalog;

namespace Kiali.Tracing.Tests.Mapping;

/// <summary>Makes the workloads of a catalogue.</summary>
internal static class CatalogDraft
{
    public static Workload Workload(string name, string inNamespace, string app = "", string version = "", string? cluster = null, params string[] pods)
    {
        ImmutableSortedDictionary<string, string>.Builder labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (app.Length > 0)
        {
            labels.Add("app", app);
        }

        if (version.Length > 0)
        {
            labels.Add("version", version);
        }

        return new Workload(
            new WorkloadRef(cluster, inNamespace, name), "Deployment", app, version, labels.ToImmutable(), [.. pods.Select(pod => new Pod(pod, null, null, []))]);
    }
}
