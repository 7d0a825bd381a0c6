using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Ruby's Logger under the Puma web server.</summary>
internal sealed class RubyLog : IApplicationLog
{
    public IEnumerable<ApplicationLine> Startup(MeshPod pod, long atNanos)
    {
        yield return new(atNanos, "Puma starting in single mode...");
        yield return new(atNanos + 400_000, "* Puma version: 6.6.0 (\"Return to Forever\")");
        yield return new(atNanos + 700_000, "*  Min threads: 0");
        yield return new(atNanos + 710_000, "*  Max threads: 5");
        yield return new(atNanos + 43_000_000, "* Listening on http://[::]:9080");
        yield return Line(atNanos + 44_000_000, "details is ready");
    }

    public IEnumerable<ApplicationLine> HealthCheck(MeshPod pod, long atNanos)
    {
        yield return Line(atNanos, "GET /health 200");
    }

    public IEnumerable<ApplicationLine> Request(Exchange exchange, SimulatedRequest outer, bool withStackTrace)
    {
        var run = exchange.Run;
        var took = Timestamps.Millis(run.EndNanos - run.StartNanos);
        var trace = TraceFields.Of(exchange, outer);
        var text = string.Create(CultureInfo.InvariantCulture, $"GET {exchange.Path} {run.Status} in {took} ms {trace}");
        yield return Line(run.EndNanos, text.TrimEnd());
    }

    private static ApplicationLine Line(long at, string text) =>
        new(at, $"I, [{Timestamps.Format(at, "yyyy-MM-dd'T'HH:mm:ss.ffffff")} #1]  INFO -- details: {text}");
}
