namespace Kiali.Tracing.Reports.Composition;

/// <summary>Who wrote a log line, as far as its look goes.</summary>
internal enum LogLook
{
    /// <summary>An application.</summary>
    Application,

    /// <summary>A proxy: sidecar, waypoint or ztunnel.</summary>
    Proxy,

    /// <summary>A span, shown where it began.</summary>
    Span,
}
