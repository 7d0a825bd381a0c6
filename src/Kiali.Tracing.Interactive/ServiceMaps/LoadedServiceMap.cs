using Kiali.Tracing.Mapping;

namespace Kiali.Tracing.Interactive.ServiceMaps;

/// <summary>A service map and the file it was read from.</summary>
/// <param name="Path">The file, as it was named.</param>
/// <param name="Map">What it says.</param>
public sealed record LoadedServiceMap(string Path, ServiceMap Map);
