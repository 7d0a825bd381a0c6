using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>The ground truth: every request that was simulated, recorded or not.</summary>
public sealed class MeshSimulation(Mesh mesh, IReadOnlyList<SimulatedRequest> requests)
{
    public Mesh Mesh => mesh;

    public Scenario Scenario => mesh.Scenario;

    /// <summary>In order of arrival, those of the warm-up included.</summary>
    public IReadOnlyList<SimulatedRequest> Requests => requests;

    /// <summary>Requests whose spans are recorded.</summary>
    public IEnumerable<SimulatedRequest> Traced => requests.Where(request => request.Traced);

    /// <summary>All exchanges between proxies, each with its request.</summary>
    public IEnumerable<(SimulatedRequest Request, Exchange Exchange)> Exchanges =>
        requests.SelectMany(request => request.Exchanges.Select(exchange => (request, exchange)));
}
