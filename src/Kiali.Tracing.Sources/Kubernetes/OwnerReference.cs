namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>The object that controls another one.</summary>
/// <param name="Kind">Its kind, for instance <c>ReplicaSet</c>.</param>
/// <param name="Name">Its name; it is in the same namespace.</param>
internal sealed record OwnerReference(string Kind, string Name);
