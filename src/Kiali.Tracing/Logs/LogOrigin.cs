namespace Kiali.Tracing.Logs;

/// <summary>Who tells a line of merged logs.</summary>
public enum LogOrigin
{
    /// <summary>The application.</summary>
    App = 0,

    /// <summary>A sidecar or gateway proxy.</summary>
    Proxy = 1,

    /// <summary>A waypoint's proxy.</summary>
    Waypoint = 2,

    /// <summary>The node's ztunnel.</summary>
    Ztunnel = 3,

    /// <summary>A span, told at its start.</summary>
    Span = 4,
}
