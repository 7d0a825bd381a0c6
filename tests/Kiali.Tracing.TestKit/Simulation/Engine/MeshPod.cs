using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>A replica together with its workload.</summary>
public sealed record MeshPod(ScenarioWorkload Workload, ScenarioPod Pod)
{
    public string Name => Pod.Name;

    public string Address => Pod.Address;
}
