namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>The look of an application's own log lines.</summary>
public enum LogStyle
{
    /// <summary>No application container.</summary>
    None,

    /// <summary>A Python web server's access lines and error lines.</summary>
    Gunicorn,

    /// <summary>Ruby's Logger.</summary>
    Ruby,

    /// <summary>A Java logger, with stack traces over several lines.</summary>
    Logback,

    /// <summary>One JSON object a line, as Node loggers write.</summary>
    JsonLines,
}
