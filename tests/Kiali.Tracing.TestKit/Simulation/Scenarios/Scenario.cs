using System.Collections.Immutable;

namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>Everything that decides what <see cref="Engine.MeshSimulator"/> brings forth: the same scenario gives the same bytes.</summary>
public sealed record Scenario
{
    /// <summary>Also the name of the sample's folder.</summary>
    public required string Name { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Start of the recording.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the recording, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Traffic flows this long before the recording begins, so that it begins amid running counters.</summary>
    public required int WarmUpMinutes { get; init; }

    public required string Cluster { get; init; }

    public required string MeshId { get; init; }

    public required string TrustDomain { get; init; }

    /// <summary>One way between two proxies.</summary>
    public required Latency Network { get; init; }

    /// <summary>One way between a proxy and its application.</summary>
    public required Latency Loopback { get; init; }

    public required ScenarioTelemetry Telemetry { get; init; }

    public required ScenarioTraffic Traffic { get; init; }

    public required ImmutableArray<ScenarioService> Services { get; init; }

    public required ImmutableArray<ScenarioWorkload> Workloads { get; init; }

    public ImmutableArray<ScenarioFault> Faults { get; init; } = [];

    public ImmutableArray<ScenarioRestart> Restarts { get; init; } = [];

    public required ScenarioTruth Truth { get; init; }
}
