using System.Collections.Immutable;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Catalog;

/// <summary>A workload with its pods.</summary>
/// <param name="Ref">Its name.</param>
/// <param name="Kind">Its Kubernetes kind, for instance <c>Deployment</c>; empty when unknown.</param>
/// <param name="App">Its app label; empty when it has none.</param>
/// <param name="Version">Its version label; empty when it has none.</param>
/// <param name="Labels">All its labels, by name.</param>
/// <param name="Pods">Its pods, by name.</param>
public sealed record Workload(
    WorkloadRef Ref, string Kind, string App, string Version, ImmutableSortedDictionary<string, string> Labels, ImmutableArray<Pod> Pods)
{
    /// <summary>What Istio calls its service in metrics and spans: the canonical name that its labels set, else the recommended name, else its app, else its own name.</summary>
    public string CanonicalName => FirstLabel(WorkloadLabels.CanonicalName, WorkloadLabels.RecommendedName) ?? (App.Length > 0 ? App : Ref.Name);

    /// <summary>What Istio calls its version: the canonical revision that its labels set, else the recommended version, else its version, else <c>latest</c>.</summary>
    public string CanonicalRevision => FirstLabel(WorkloadLabels.CanonicalRevision, WorkloadLabels.RecommendedVersion)
        ?? (Version.Length > 0 ? Version : WorkloadLabels.LatestRevision);

    private string? FirstLabel(string first, string second)
        => Labels.TryGetValue(first, out string? value) && value.Length > 0 ? value
            : Labels.TryGetValue(second, out value) && value.Length > 0 ? value
            : null;
}
