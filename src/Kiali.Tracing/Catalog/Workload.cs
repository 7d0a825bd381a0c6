using System.Collections.Immutable;

namespace Kiali.Tracing.Catalog;

/// <summary>A workload with its pods.</summary>
/// <param name="Ref">Its name.</param>
/// <param name="Kind">Its Kubernetes kind, for instance <c>Deployment</c>; empty when unknown.</param>
/// <param name="App">Its app label; empty when it has none.</param>
/// <param name="Version">Its version label; empty when it has none.</param>
/// <param name="Labels">All its labels, by name.</param>
/// <param name="Pods">Its pods, by name.</param>
public sealed record Workload(
    WorkloadRef Ref, string Kind, string App, string Version, ImmutableSortedDictionary<string, string> Labels, ImmutableArray<Pod> Pods);
