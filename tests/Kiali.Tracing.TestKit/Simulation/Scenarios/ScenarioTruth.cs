using System.Collections.Immutable;

namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>The answer that an investigation of the recording should come to.</summary>
public sealed record ScenarioTruth
{
    /// <summary>The workload at fault.</summary>
    public required string Workload { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The minute in which it began.</summary>
    public required DateTimeOffset Onset { get; init; }

    /// <summary>What happened, e.g. <c>delay</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Workloads that became slower because of it.</summary>
    public required ImmutableArray<string> Slowed { get; init; }

    /// <summary>Workloads that answered with errors because of it.</summary>
    public required ImmutableArray<string> Failing { get; init; }

    /// <summary>Workloads that served as before.</summary>
    public required ImmutableArray<string> Unaffected { get; init; }
}
