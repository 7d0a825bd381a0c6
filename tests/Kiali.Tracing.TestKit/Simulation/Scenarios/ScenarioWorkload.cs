using System.Collections.Immutable;

namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>A deployment and what its replicas do for each request.</summary>
public sealed record ScenarioWorkload
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public string Kind { get; init; } = "Deployment";

    public WorkloadRole Role { get; init; } = WorkloadRole.Sidecar;

    public required string App { get; init; }

    public required string Version { get; init; }

    public required string ServiceAccount { get; init; }

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public required ImmutableArray<ScenarioContainer> Containers { get; init; }

    public required ImmutableArray<ScenarioPod> Pods { get; init; }

    /// <summary>The application's own work, without what it waits for; spread evenly before, between and after the calls.</summary>
    public Latency Work { get; init; } = new() { MedianMs = 0, Sigma = 0 };

    public ImmutableArray<ScenarioCall> Calls { get; init; } = [];

    /// <summary>Length of the body it answers with, in bytes.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>Length of the body of an error answer, in bytes.</summary>
    public long ErrorBytes { get; init; }

    public required AccessLogFormat AccessLog { get; init; }

    public ScenarioApplicationLog ApplicationLog { get; init; } = new() { Style = LogStyle.None };

    public ScenarioInstrumentation? Instrumentation { get; init; }
}
