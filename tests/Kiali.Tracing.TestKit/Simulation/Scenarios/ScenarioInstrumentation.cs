namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>How an application is traced by an OpenTelemetry SDK; an application without one only forwards headers.</summary>
public sealed record ScenarioInstrumentation
{
    /// <summary>Value of <c>telemetry.sdk.language</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Instrumentation scope of the server span.</summary>
    public required string Scope { get; init; }

    public required string ScopeVersion { get; init; }

    /// <summary>Name of the server span.</summary>
    public required string ServerSpan { get; init; }

    /// <summary>Route template, the value of <c>http.route</c>.</summary>
    public required string Route { get; init; }

    /// <summary>Name of an internal span around the application's own work, or null for none.</summary>
    public string? WorkSpan { get; init; }

    /// <summary>Type of the exception that a failed call raises.</summary>
    public string ExceptionType { get; init; } = "Error";
}
