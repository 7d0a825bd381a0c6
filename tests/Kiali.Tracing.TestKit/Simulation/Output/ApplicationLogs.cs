using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>The lines of all applications: for the requests that are logged, for health checks and for starts.</summary>
internal static class ApplicationLogs
{
    // From the application's write to the container runtime's time stamp.
    private const long RuntimeNanos = 80_000;

    // A container's process needs this long from its start to its first line.
    private const long BootNanos = 900 * UnixNanos.PerMillisecond;

    public static IEnumerable<LogDraft> Of(MeshSimulation simulation) =>
        Requests(simulation).Concat(HealthChecks(simulation)).Concat(Startups(simulation));

    private static IEnumerable<LogDraft> Requests(MeshSimulation simulation)
    {
        var lastStackTrace = new Dictionary<string, long>(StringComparer.Ordinal);
        var pause = simulation.Scenario.Telemetry.StackTraceEverySeconds * UnixNanos.PerSecond;
        foreach (var (request, exchange) in simulation.Exchanges)
        {
            var run = exchange.Run;
            if ((!request.ApplicationLogged && !run.Failed) || StyleOf(exchange.Callee) is not { } log)
            {
                continue;
            }

            var withStackTrace = run.Failed && run.EndNanos - lastStackTrace.GetValueOrDefault(exchange.Callee.Name) > pause;
            if (withStackTrace)
            {
                lastStackTrace[exchange.Callee.Name] = run.EndNanos;
            }

            foreach (var line in log.Request(exchange, request, withStackTrace))
            {
                yield return Draft(exchange.Callee, line);
            }
        }
    }

    private static IEnumerable<LogDraft> HealthChecks(MeshSimulation simulation)
    {
        var period = simulation.Scenario.Telemetry.HealthCheckSeconds * UnixNanos.PerSecond;
        foreach (var pod in simulation.Mesh.Pods)
        {
            var phase = UnixNanos.Of(pod.Pod.StartTime) % period;
            var first = (UnixNanos.Of(simulation.Scenario.From) / period * period) + phase;
            for (var at = first; at < UnixNanos.Of(simulation.Scenario.To); at += period)
            {
                var down = simulation.Mesh.RestartsOf(pod.Name).Any(restart =>
                    at >= UnixNanos.Of(restart.At) && at < UnixNanos.Of(restart.At.AddSeconds(restart.DownSeconds)));
                foreach (var line in down ? [] : StyleOf(pod)?.HealthCheck(pod, at) ?? [])
                {
                    yield return Draft(pod, line);
                }
            }
        }
    }

    private static IEnumerable<LogDraft> Startups(MeshSimulation simulation)
    {
        foreach (var pod in simulation.Mesh.Pods)
        {
            var starts = simulation.Mesh.RestartsOf(pod.Name).Select(restart => restart.At).Prepend(pod.Pod.StartTime).Select(UnixNanos.Of);
            foreach (var line in starts.SelectMany(start => StyleOf(pod)?.Startup(pod, start + BootNanos) ?? []))
            {
                yield return Draft(pod, line);
            }
        }
    }

    private static LogDraft Draft(MeshPod pod, ApplicationLine line)
    {
        var container = pod.Workload.Containers.First(container => container.Role == "app").Name;
        return new LogDraft(line.AtNanos + RuntimeNanos, pod, container, line.Text, line.Stream);
    }

    private static IApplicationLog? StyleOf(MeshPod pod) => pod.Workload.ApplicationLog.Style switch
    {
        LogStyle.Gunicorn => new GunicornLog(),
        LogStyle.Ruby => new RubyLog(),
        LogStyle.Logback => new LogbackLog(),
        LogStyle.JsonLines => new JsonLinesLog(),
        _ => null,
    };
}
