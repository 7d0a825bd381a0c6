using System.Collections.Immutable;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.Workloads;

/// <summary>Lists workloads: those of a catalogue, else those that spans name.</summary>
public static class WorkloadsAnalysis
{
    /// <summary>Lists the workloads of a catalogue.</summary>
    /// <param name="window">The window.</param>
    /// <param name="catalog">The catalogue's answer.</param>
    /// <param name="inNamespace">The namespace; null for all.</param>
    /// <param name="cluster">The cluster; null for all.</param>
    /// <returns>The workloads.</returns>
    public static WorkloadsResult OfCatalog(AnalysisWindow window, Answer<ImmutableArray<Workload>> catalog, string? inNamespace, string? cluster)
        => new(window, Select(catalog.Value, inNamespace, cluster), catalog.Complete, catalog.Warnings) { Namespace = inNamespace };

    /// <summary>Lists the workloads that spans name, with the pods, app and version that they name.</summary>
    /// <param name="window">The window.</param>
    /// <param name="traces">The traces' answer.</param>
    /// <param name="inNamespace">The namespace; null for all.</param>
    /// <param name="cluster">The cluster; null for all.</param>
    /// <returns>The workloads.</returns>
    public static WorkloadsResult OfSpans(AnalysisWindow window, Answer<TraceSet> traces, string? inNamespace, string? cluster)
    {
        Dictionary<WorkloadRef, SpanWorkload> found = [];
        foreach (Span span in traces.Value.TraceIds.SelectMany(traces.Value.SpansOf))
        {
            SpanOwner owner = SpanWorkloads.OwnerOf(span);
            if (owner.Workload is not { } workload)
            {
                continue;
            }

            if (!found.TryGetValue(workload, out SpanWorkload? known))
            {
                found.Add(workload, known = new SpanWorkload());
            }

            known.App ??= owner.App;
            known.Version ??= owner.Version;
            if (owner.Pod is { } pod)
            {
                known.Pods.Add(pod);
            }
        }

        // An application's span may not know its cluster: it is of the workload that a proxy's span names in full.
        ILookup<(string, string), WorkloadRef> inClusters = found.Keys.Where(workload => workload.Cluster is not null).ToLookup(workload => (workload.Namespace, workload.Name));
        foreach (WorkloadRef workload in found.Keys.Where(workload => workload.Cluster is null).ToArray())
        {
            if (inClusters[(workload.Namespace, workload.Name)].ToArray() is [{ } whole])
            {
                found[whole].App ??= found[workload].App;
                found[whole].Version ??= found[workload].Version;
                found[whole].Pods.UnionWith(found[workload].Pods);
                found.Remove(workload);
            }
        }

        IEnumerable<Workload> workloads = found.Select(entry => new Workload(
            entry.Key,
            string.Empty,
            entry.Value.App ?? string.Empty,
            entry.Value.Version ?? string.Empty,
            ImmutableSortedDictionary<string, string>.Empty,
            [.. entry.Value.Pods.Select(pod => new Pod(pod, null, null, []))]));
        MappingSummary mapping = MappingSummary.Of(traces.Value);
        ImmutableArray<Warning> warnings = mapping.ToWarning() is { } unmapped ? traces.Warnings.Add(unmapped) : traces.Warnings;
        return new WorkloadsResult(window, Select(workloads, inNamespace, cluster), traces.Complete, warnings)
        {
            FromSpans = true,
            Namespace = inNamespace,
            Mapping = mapping,
        };
    }

    private static ImmutableArray<Workload> Select(IEnumerable<Workload> workloads, string? inNamespace, string? cluster)
        => [.. workloads.Where(workload => (inNamespace is null || workload.Ref.Namespace == inNamespace)
            && (cluster is null || workload.Ref.Cluster is null || workload.Ref.Cluster == cluster)).OrderBy(workload => workload.Ref)];
}
