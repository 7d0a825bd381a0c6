using Kiali.Tracing.Logs;

namespace Kiali.Tracing.Json;

/// <summary>The words that the JSON contract and the frames use for log lines.</summary>
public static class LogWords
{
    /// <summary>The word of an origin.</summary>
    /// <param name="origin">The origin.</param>
    /// <returns><c>app</c>, <c>proxy</c>, <c>waypoint</c>, <c>ztunnel</c> or <c>span</c>.</returns>
    public static string Of(LogOrigin origin) => origin switch
    {
        LogOrigin.Proxy => "proxy",
        LogOrigin.Waypoint => "waypoint",
        LogOrigin.Ztunnel => "ztunnel",
        LogOrigin.Span => "span",
        _ => "app",
    };

    /// <summary>The word of a join.</summary>
    /// <param name="join">The join.</param>
    /// <returns><c>trace-id</c>, <c>request-id</c> or <c>time</c>; null for none.</returns>
    public static string? Of(LogJoin join) => join switch
    {
        LogJoin.TraceId => "trace-id",
        LogJoin.RequestId => "request-id",
        LogJoin.Time => "time",
        _ => null,
    };

    /// <summary>The word of a severity, in capitals as log lines have it.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns>For instance <c>WARN</c>.</returns>
    public static string Of(LogSeverity severity) => severity switch
    {
        LogSeverity.Trace => "TRACE",
        LogSeverity.Debug => "DEBUG",
        LogSeverity.Warn => "WARN",
        LogSeverity.Error => "ERROR",
        LogSeverity.Fatal => "FATAL",
        _ => "INFO",
    };
}
