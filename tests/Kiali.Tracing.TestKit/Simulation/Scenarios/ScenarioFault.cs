namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>A span of time in which a workload's own work takes as long as told, in place of its usual time.</summary>
public sealed record ScenarioFault
{
    public required string Workload { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>End, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    public required Latency Work { get; init; }
}
