namespace Kiali.Tracing.Logs;

/// <summary>What a container is to the mesh.</summary>
public enum ContainerRole
{
    /// <summary>The application.</summary>
    App = 0,

    /// <summary>Its sidecar proxy, or a gateway's proxy.</summary>
    Proxy = 1,

    /// <summary>A waypoint's proxy.</summary>
    Waypoint = 2,

    /// <summary>The node's ztunnel.</summary>
    Ztunnel = 3,
}
