namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>A container of a pod, as the API tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsInitial">Whether it runs once before the others start; a sidecar among the initial containers does not.</param>
/// <param name="HasPrevious">Whether it ran before and was started again.</param>
/// <param name="PreviousEndUnixNano">When its run before ended, Unix nanoseconds; null when there was none, or that is not told.</param>
internal sealed record KubernetesContainer(string Name, bool IsInitial, bool HasPrevious, long? PreviousEndUnixNano);
