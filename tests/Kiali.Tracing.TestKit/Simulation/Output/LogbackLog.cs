using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>A Java application; a stack trace is several lines, each a record of the container runtime.</summary>
internal sealed class LogbackLog : IApplicationLog
{
    // From when on a call that succeeded is worth a warning.
    private const long SlowNanos = UnixNanos.PerSecond;

    public IEnumerable<ApplicationLine> Startup(MeshPod pod, long atNanos)
    {
        yield return Line(atNanos, "INFO", "", "main", "o.e.j.Bootstrap", "Launching defaultServer on Java 21.0.8");
        var ready = atNanos + 3_200_000_000;
        yield return Line(ready, "INFO", "", "main", "c.b.reviews.ReviewsApplication", "Started in 3.2 s, listening on port 9080");
    }

    public IEnumerable<ApplicationLine> HealthCheck(MeshPod pod, long atNanos)
    {
        yield return Line(atNanos, "DEBUG", "", "executor-thread-1", "c.b.reviews.HealthResource", "GET /health -> 200");
    }

    public IEnumerable<ApplicationLine> Request(Exchange exchange, SimulatedRequest outer, bool withStackTrace)
    {
        var run = exchange.Run;
        var trace = TraceFields.Of(exchange, outer);
        var thread = $"executor-thread-{1 + (exchange.CallerPort % 7)}";
        ApplicationLine Write(long at, string level, string type, string text) =>
            Line(at, level, trace, thread, "c.b.reviews." + type, text);

        foreach (var call in run.Calls)
        {
            var tries = call.Call.Retries + 1;
            for (var i = 0; i < call.Attempts.Length; i++)
            {
                var (client, answer) = (call.Attempts[i].Client, call.Attempts[i].Client.Status);
                if (client.Failed)
                {
                    yield return Write(
                        client.EndNanos + 60_000,
                        "WARN",
                        "RatingsClient",
                        Text($"{call.Call.Service} answered {answer} after {client.DurationMillis} ms (attempt {i + 1} of {tries})"));
                }
                else if (client.EndNanos - client.StartNanos > SlowNanos)
                {
                    yield return Write(
                        client.EndNanos + 60_000, "WARN", "RatingsClient", Text($"{call.Call.Service} took {client.DurationMillis} ms"));
                }
            }

            if (call.Failed)
            {
                var exception = ApplicationFailures.Of(exchange.Callee, call);
                yield return Write(call.EndNanos + 90_000, "ERROR", "ReviewsResource", $"GET {exchange.Path} failed: {exception.Message}");
                if (withStackTrace)
                {
                    yield return new(call.EndNanos + 92_000, $"{exception.Type}: {exception.Message}");
                    foreach (var frame in exception.Frames)
                    {
                        yield return new(call.EndNanos + 92_000, $"\t{frame}");
                    }

                    yield return new(call.EndNanos + 92_000, "\t... 41 common frames omitted");
                }
            }
        }

        var took = Timestamps.Millis(run.EndNanos - run.StartNanos);
        yield return Write(run.EndNanos, "INFO", "ReviewsResource", Text($"GET {exchange.Path} -> {run.Status} in {took} ms"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static ApplicationLine Line(long at, string level, string trace, string thread, string logger, string text) =>
        new(at, $"{Timestamps.Format(at, "yyyy-MM-dd HH:mm:ss.fff")} {level,5} [{trace}] 1 --- [{thread}] {logger} : {text}");
}
