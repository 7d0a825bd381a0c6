using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>A Python web server: access lines on stdout, errors and starts on stderr.</summary>
internal sealed class GunicornLog : IApplicationLog
{
    public IEnumerable<ApplicationLine> Startup(MeshPod pod, long atNanos)
    {
        yield return Error(atNanos, "INFO", "Starting gunicorn 23.0.0");
        yield return Error(atNanos + 2_100_000, "INFO", "Listening at: http://[::]:9080 (1)");
        yield return Error(atNanos + 2_300_000, "INFO", "Using worker: gevent");
        yield return Error(atNanos + 61_000_000, "INFO", "Booting worker with pid: 17");
    }

    public IEnumerable<ApplicationLine> HealthCheck(MeshPod pod, long atNanos)
    {
        yield return Access(atNanos, "GET /health HTTP/1.1", 200, 28, "kube-probe/1.33");
    }

    public IEnumerable<ApplicationLine> Request(Exchange exchange, SimulatedRequest outer, bool withStackTrace)
    {
        var run = exchange.Run;
        foreach (var call in run.Calls.Where(call => call.Failed))
        {
            var exception = ApplicationFailures.Of(exchange.Callee, call);
            var trace = TraceFields.Of(exchange, outer);
            yield return Error(call.EndNanos, "ERROR", $"cannot render {exchange.Path}: {exception.Message} {trace}");
            if (withStackTrace)
            {
                yield return new(call.EndNanos + 2_000, "Traceback (most recent call last):", "stderr");
                foreach (var frame in exception.Frames)
                {
                    yield return new(call.EndNanos + 2_000, $"  {frame}", "stderr");
                }

                yield return new(call.EndNanos + 2_000, $"{exception.Type}: {exception.Message}", "stderr");
            }
        }

        yield return Access(run.EndNanos, $"GET {exchange.Path} HTTP/1.1", run.Status, exchange.Server.BodyBytes, outer.UserAgent);
    }

    private static ApplicationLine Access(long at, string request, int status, long bytes, string agent) => new(
        at,
        string.Create(
            CultureInfo.InvariantCulture,
            $"127.0.0.6 - - [{Timestamps.Format(at, "dd/MMM/yyyy:HH:mm:ss")} +0000] \"{request}\" {status} {bytes} \"-\" \"{agent}\""));

    private static ApplicationLine Error(long at, string level, string text) =>
        new(at, $"[{Timestamps.Format(at, "yyyy-MM-dd HH:mm:ss")} +0000] [17] [{level}] {text}", "stderr");
}
