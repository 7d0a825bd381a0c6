using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Catalog;

/// <summary>A container of a pod.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it is to the mesh.</param>
public sealed record Container(string Name, ContainerRole Role);
