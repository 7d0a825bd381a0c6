using System.Collections.Immutable;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>What all objects of Kubernetes have.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Labels">The labels, by name.</param>
/// <param name="Owner">What controls it; null for nothing.</param>
internal sealed record KubernetesObject(string Namespace, string Name, ImmutableSortedDictionary<string, string> Labels, OwnerReference? Owner);
