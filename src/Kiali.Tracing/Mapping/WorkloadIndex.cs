using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Mapping;

/// <summary>The workloads of a catalogue by everything that a span can name: by name, by pod, by app and version. All by equality.</summary>
internal sealed class WorkloadIndex
{
    private readonly ILookup<(string Namespace, string Name), WorkloadRef> _byName;
    private readonly ILookup<string, WorkloadRef> _byBareName;
    private readonly ILookup<string, WorkloadRef> _byPod;
    private readonly ILookup<string, Workload> _byApp;
    private readonly HashSet<string> _namespaces;

    /// <summary>Indexes a catalogue.</summary>
    /// <param name="workloads">Its workloads.</param>
    public WorkloadIndex(ImmutableArray<Workload> workloads)
    {
        _byName = workloads.ToLookup(workload => (workload.Ref.Namespace, workload.Ref.Name), workload => workload.Ref);
        _byBareName = workloads.ToLookup(workload => workload.Ref.Name, workload => workload.Ref, StringComparer.Ordinal);
        _byPod = workloads
            .SelectMany(workload => workload.Pods.Select(pod => (pod.Name, workload.Ref)))
            .ToLookup(pod => pod.Name, pod => pod.Ref, StringComparer.Ordinal);
        _byApp = workloads
            .SelectMany(workload => AppsOf(workload).Select(app => (App: app, Workload: workload)))
            .ToLookup(item => item.App, item => item.Workload, StringComparer.Ordinal);
        _namespaces = [.. workloads.Select(workload => workload.Ref.Namespace)];
    }

    /// <summary>The index of no catalogue.</summary>
    public static WorkloadIndex Empty { get; } = new([]);

    /// <summary>Whether it has workloads of a namespace, so that what it lacks there is likely not to exist.</summary>
    public bool HasNamespace(string name) => _namespaces.Contains(name);

    /// <summary>Whether it has a workload.</summary>
    public bool Has(string? cluster, string inNamespace, string name) => _byName[(inNamespace, name)].Any(known => InCluster(known, cluster));

    /// <summary>A workload with the cluster that the catalogue knows it in, when it is in one only.</summary>
    public WorkloadRef Complete(string? cluster, string inNamespace, string name)
        => cluster is null && _byName[(inNamespace, name)].Distinct().ToArray() is [{ } only] ? only : new WorkloadRef(cluster, inNamespace, name);

    /// <summary>The owner of a pod; null when no workload has the pod, or several have one so named.</summary>
    public WorkloadRef? OwnerOfPod(string? cluster, string? inNamespace, string pod)
        => Only(_byPod[pod].Where(known => InCluster(known, cluster) && InNamespace(known, inNamespace)), cluster);

    /// <summary>The only workload of a name; null when there is none or several.</summary>
    public WorkloadRef? OnlyNamed(string? cluster, string? inNamespace, string name)
        => Only(_byBareName[name].Where(known => InCluster(known, cluster) && InNamespace(known, inNamespace)), cluster);

    /// <summary>The only workload of an app; null when there is none or several.</summary>
    /// <param name="cluster">The cluster; null for any.</param>
    /// <param name="inNamespace">The namespace; null for any.</param>
    /// <param name="app">The app.</param>
    /// <param name="revision">The canonical revision that it must have; null when it is not told.</param>
    /// <param name="version">The version that settles which of several it is; null when it is not told.</param>
    public WorkloadRef? OnlyOfApp(string? cluster, string? inNamespace, string app, string? revision, string? version)
    {
        Workload[] ofApp =
        [
            .. _byApp[app].Where(known => InCluster(known.Ref, cluster) && InNamespace(known.Ref, inNamespace)
                && (revision is null || VersionsOf(known).Contains(revision))),
        ];
        return Only(ofApp.Select(known => known.Ref), cluster)
            ?? (version is null ? null : Only(ofApp.Where(known => VersionsOf(known).Contains(version)).Select(known => known.Ref), cluster));
    }

    private static WorkloadRef? Only(IEnumerable<WorkloadRef> found, string? cluster)
    {
        WorkloadRef[] distinct = [.. found.Distinct()];
        if (distinct is [{ } only])
        {
            return only.Cluster is null ? only with { Cluster = cluster } : only;
        }

        // The same workload in several clusters: which one it is stays open.
        return distinct.Length > 1 && distinct.All(known => known.Name == distinct[0].Name && known.Namespace == distinct[0].Namespace)
            ? distinct[0] with { Cluster = cluster }
            : null;
    }

    private static bool InCluster(WorkloadRef known, string? cluster) => cluster is null || known.Cluster is null || known.Cluster == cluster;

    private static bool InNamespace(WorkloadRef known, string? inNamespace) => inNamespace is null || known.Namespace == inNamespace;

    private static IEnumerable<string> AppsOf(Workload workload)
        => new[] { workload.CanonicalName, workload.App, LabelOf(workload, WorkloadLabels.App) }.Where(app => app.Length > 0).Distinct(StringComparer.Ordinal);

    private static string[] VersionsOf(Workload workload)
        => [.. new[] { workload.CanonicalRevision, workload.Version, LabelOf(workload, WorkloadLabels.Version) }.Where(version => version.Length > 0)];

    private static string LabelOf(Workload workload, string label) => workload.Labels.GetValueOrDefault(label, string.Empty);
}
