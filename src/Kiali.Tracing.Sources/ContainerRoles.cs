using Kiali.Tracing.Logs;
using Kiali.Tracing.SemanticConventions;

namespace Kiali.Tracing.Sources;

/// <summary>Tells what a container is to the mesh where nothing but names is known.</summary>
internal static class ContainerRoles
{
    /// <summary>The role by names.</summary>
    /// <param name="workload">The workload's name.</param>
    /// <param name="container">The container's name.</param>
    /// <returns>The role; that of the application for names that Istio does not give.</returns>
    public static ContainerRole OfNames(string workload, string container) => container switch
    {
        IstioObjects.Ztunnel => ContainerRole.Ztunnel,
        IstioObjects.ProxyContainer when workload == IstioObjects.Ztunnel => ContainerRole.Ztunnel,
        IstioObjects.ProxyContainer when workload == IstioObjects.Waypoint => ContainerRole.Waypoint,
        IstioObjects.ProxyContainer => ContainerRole.Proxy,
        _ => ContainerRole.App,
    };
}
