namespace Kiali.Tracing.TestKit.Simulation.Scenarios;

/// <summary>What stands in front of a workload's application.</summary>
public enum WorkloadRole
{
    /// <summary>An application with a proxy beside it.</summary>
    Sidecar,

    /// <summary>A proxy alone, at the edge of the mesh.</summary>
    Gateway,
}
