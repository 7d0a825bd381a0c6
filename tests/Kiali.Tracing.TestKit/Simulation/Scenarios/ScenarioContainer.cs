namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>A container of every pod of a workload.</summary>
public sealed record ScenarioContainer
{
    public required string Name { get; init; }

    /// <summary><c>app</c> or <c>proxy</c>.</summary>
    public required string Role { get; init; }
}
