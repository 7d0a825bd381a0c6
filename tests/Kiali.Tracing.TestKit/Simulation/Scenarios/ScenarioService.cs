using System.Collections.Immutable;

namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>A Kubernetes service and the workloads that its calls are spread over.</summary>
public sealed record ScenarioService
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required int Port { get; init; }

    public required string ClusterAddress { get; init; }

    /// <summary>Protocol as in the <c>request_protocol</c> label.</summary>
    public string Protocol { get; init; } = "http";

    /// <summary>What follows host and port in the names of proxy spans, e.g. <c>/*</c>.</summary>
    public string Operation { get; init; } = "/*";

    /// <summary>Names of workloads with their shares.</summary>
    public required ImmutableArray<Weighted> Backends { get; init; }
}
