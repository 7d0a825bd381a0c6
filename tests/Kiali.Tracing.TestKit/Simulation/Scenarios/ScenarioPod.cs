namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>A replica of a workload.</summary>
public sealed record ScenarioPod
{
    public required string Name { get; init; }

    public required string Node { get; init; }

    /// <summary>IPv4 address.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset StartTime { get; init; }
}
