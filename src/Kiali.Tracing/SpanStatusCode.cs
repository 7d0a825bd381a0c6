namespace Kiali.Tracing;

/// <summary>The outcome that the instrumentation set on a span, as of OpenTelemetry.</summary>
public enum SpanStatusCode
{
    /// <summary>Nothing was set.</summary>
    Unset = 0,

    /// <summary>Set to be well, whatever attributes say.</summary>
    Ok = 1,

    /// <summary>Set to have failed.</summary>
    Error = 2,
}
