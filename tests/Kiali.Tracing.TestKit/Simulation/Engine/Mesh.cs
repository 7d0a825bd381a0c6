using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>A scenario's parts by name, and what of them holds at a given time.</summary>
public sealed class Mesh
{
    private readonly Dictionary<string, ScenarioService> services;
    private readonly Dictionary<string, ScenarioWorkload> workloads;
    private readonly Dictionary<string, MeshPod[]> podsOf;
    private readonly ILookup<string, ScenarioRestart> restartsOf;

    /// <exception cref="ArgumentException">Two parts share a name.</exception>
    public Mesh(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Scenario = scenario;
        services = scenario.Services.ToDictionary(service => service.Name, StringComparer.Ordinal);
        workloads = scenario.Workloads.ToDictionary(workload => workload.Name, StringComparer.Ordinal);
        podsOf = scenario.Workloads.ToDictionary(
            workload => workload.Name,
            workload => workload.Pods.Select(pod => new MeshPod(workload, pod)).ToArray(),
            StringComparer.Ordinal);
        restartsOf = scenario.Restarts.ToLookup(restart => restart.Pod, StringComparer.Ordinal);
    }

    public Scenario Scenario { get; }

    /// <summary>All replicas, in the scenario's order.</summary>
    public IEnumerable<MeshPod> Pods => Scenario.Workloads.SelectMany(workload => podsOf[workload.Name]);

    public ScenarioService Service(string name) => services[name];

    public ScenarioWorkload Workload(string name) => workloads[name];

    /// <summary>The fully qualified host of a service.</summary>
    public string HostOf(ScenarioService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return $"{service.Name}.{service.Namespace}.svc.{Scenario.TrustDomain}";
    }

    public IEnumerable<ScenarioRestart> RestartsOf(string pod) => restartsOf[pod];

    /// <summary>Chooses a workload by the service's shares and one of its replicas that takes calls at the time.</summary>
    /// <exception cref="InvalidOperationException">No replica takes calls.</exception>
    public MeshPod PickBackend(ScenarioService service, long atNanos, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(random);
        return PickPod(random.NextChoice(service.Backends), atNanos, random);
    }

    /// <summary>Chooses a replica that takes calls at the time.</summary>
    /// <exception cref="InvalidOperationException">No replica takes calls.</exception>
    public MeshPod PickPod(string workload, long atNanos, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var up = podsOf[workload].Where(pod => TakesCalls(pod, atNanos)).ToArray();
        return up.Length > 0
            ? up[random.NextIndex(up.Length)]
            : throw new InvalidOperationException($"no replica of {workload} is up: give it a second one or move the restart");
    }

    /// <summary>How long the workload's own work takes at the time.</summary>
    public Latency WorkOf(ScenarioWorkload workload, long atNanos)
    {
        ArgumentNullException.ThrowIfNull(workload);
        foreach (var fault in Scenario.Faults)
        {
            if (fault.Workload == workload.Name && atNanos >= UnixNanos.Of(fault.From) && atNanos < UnixNanos.Of(fault.To))
            {
                return fault.Work;
            }
        }

        return workload.Work;
    }

    private bool TakesCalls(MeshPod pod, long atNanos) =>
        !restartsOf[pod.Name].Any(restart =>
            atNanos >= UnixNanos.Of(restart.At.AddSeconds(-restart.DrainSeconds))
            && atNanos < UnixNanos.Of(restart.At.AddSeconds(restart.DownSeconds)));
}
