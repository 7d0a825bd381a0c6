using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>A container whose lines are read.</summary>
/// <param name="Pod">Its pod.</param>
/// <param name="Container">The container.</param>
/// <param name="Role">What it is to the mesh.</param>
/// <param name="IsShared">Whether it is a proxy of several workloads, of which only the lines about those asked for are wanted.</param>
internal sealed record LogTarget(PlacedPod Pod, KubernetesContainer Container, ContainerRole Role, bool IsShared);
