using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>The lines of all proxies: access lines, written in bursts as a proxy flushes them, and starts.</summary>
internal static class ProxyLogs
{
    public static IEnumerable<LogDraft> Of(MeshSimulation simulation) => AccessLines(simulation).Concat(Startups(simulation));

    private static IEnumerable<LogDraft> AccessLines(MeshSimulation simulation)
    {
        foreach (var (request, exchange) in simulation.Exchanges)
        {
            if (request.ProxyLogged || exchange.Client.Failed)
            {
                yield return Draft(simulation, request, exchange, client: true);
            }

            if (request.ProxyLogged || exchange.Server.Failed)
            {
                yield return Draft(simulation, request, exchange, client: false);
            }
        }
    }

    private static LogDraft Draft(MeshSimulation simulation, SimulatedRequest request, Exchange exchange, bool client)
    {
        var pod = client ? exchange.Caller : exchange.Callee;
        var end = (client ? exchange.Client : exchange.Server).EndNanos;
        var text = AccessLineText.Of(AccessLine.Of(simulation.Mesh, request, exchange, client), pod.Workload.AccessLog);
        return new LogDraft(FlushedAt(simulation, pod, end), pod, ContainerOf(pod), text);
    }

    private static IEnumerable<LogDraft> Startups(MeshSimulation simulation)
    {
        foreach (var restart in simulation.Scenario.Restarts)
        {
            var pod = simulation.Mesh.Pods.First(pod => pod.Name == restart.Pod);
            LogDraft Line(double afterSeconds, string text)
            {
                var at = UnixNanos.Of(restart.At) + (long)(afterSeconds * UnixNanos.PerSecond);
                return new LogDraft(at, pod, ContainerOf(pod), $"{Timestamps.Format(at, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'")}\tinfo\t{text}");
            }

            yield return Line(-0.02, "Agent draining Proxy for termination");
            yield return Line(1.1, "Version 1.27.1-Clean");
            var cluster = simulation.Scenario.Cluster;
            yield return Line(1.2, $"Initializing with upstream address \"istiod.istio-system.svc:15012\" and cluster \"{cluster}\"");
            yield return Line(restart.DownSeconds - 0.4, "Envoy proxy is ready");
        }
    }

    private static string ContainerOf(MeshPod pod) => pod.Workload.Containers.First(container => container.Role == "proxy").Name;

    // Each proxy flushes at times of its own; the lines of a flush reach the runtime together.
    private static long FlushedAt(MeshSimulation simulation, MeshPod pod, long atNanos)
    {
        var period = simulation.Scenario.Telemetry.AccessLogFlushMs * UnixNanos.PerMillisecond;
        var phase = UnixNanos.Of(pod.Pod.StartTime.AddMilliseconds(137 * pod.Address[^1])) % period;
        return (((atNanos - phase) / period) + 1) * period + phase;
    }
}
