namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>A call that a workload makes for each request it serves; the calls of a workload follow one another.</summary>
public sealed record ScenarioCall
{
    /// <summary>Name of the called service.</summary>
    public required string Service { get; init; }

    /// <summary>Path that is asked for; null passes the incoming path on, as a gateway does.</summary>
    public string? Path { get; init; }

    /// <summary>Name of the internal span around the call, attempts included; null for none.</summary>
    public string? Span { get; init; }

    /// <summary>Route timeout of the caller's proxy in milliseconds: it answers 504 with flag <c>UT</c>; null waits for ever.</summary>
    public double? TimeoutMs { get; init; }

    /// <summary>How often the application tries again after a 5xx.</summary>
    public int Retries { get; init; }

    /// <summary>Longest pause before another attempt in milliseconds; the pause is uniform between half of it and it.</summary>
    public double RetryBackoffMs { get; init; } = 25;

    /// <summary>What the caller answers when the call has failed for good.</summary>
    public int FailWith { get; init; } = 503;
}
