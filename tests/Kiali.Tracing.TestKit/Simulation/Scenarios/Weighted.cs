namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>One choice among several and how often it is made, relative to the others.</summary>
public sealed record Weighted
{
    public required string Value { get; init; }

    /// <summary>Relative share, above 0.</summary>
    public double Weight { get; init; } = 1;
}
