using System.Collections.Immutable;
using Kiali.Tracing.Catalog;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>What there is in a cluster, or in some of its namespaces.</summary>
/// <param name="Pods">The pods, by namespace and name.</param>
/// <param name="Workloads">The workloads, by reference.</param>
/// <param name="Complete">Whether that is all that was asked for.</param>
/// <param name="Warnings">What is missing.</param>
internal sealed record KubernetesInventory(ImmutableArray<PlacedPod> Pods, ImmutableArray<Workload> Workloads, bool Complete, ImmutableArray<Warning> Warnings);
