using System.Text;
using System.Text.Json;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>A Node application: one JSON object a line.</summary>
internal sealed class JsonLinesLog : IApplicationLog
{
    private const long SlowNanos = UnixNanos.PerSecond;

    public IEnumerable<ApplicationLine> Startup(MeshPod pod, long atNanos)
    {
        yield return Line(atNanos, "info", "Server listening on: http://0.0.0.0:9080", _ => { });
    }

    public IEnumerable<ApplicationLine> HealthCheck(MeshPod pod, long atNanos)
    {
        yield return Line(atNanos, "debug", "GET /health", json => json.WriteNumber("status", 200));
    }

    public IEnumerable<ApplicationLine> Request(Exchange exchange, SimulatedRequest outer, bool withStackTrace)
    {
        var run = exchange.Run;
        var millis = Math.Round((run.EndNanos - run.StartNanos) / (double)UnixNanos.PerMillisecond, 1);
        void Trace(Utf8JsonWriter json)
        {
            json.WriteNumber("duration_ms", millis);
            json.WriteString("trace_id", outer.TraceId);
            json.WriteString("span_id", TraceFields.SpanId(exchange));
        }

        if (run.Aborted)
        {
            yield return Line(run.EndNanos, "warn", "client closed the connection before the answer", Trace);
            yield break;
        }

        if (run.WorkNanos > SlowNanos)
        {
            yield return Line(run.EndNanos - 30_000, "warn", "readRatings was slow", Trace);
        }

        yield return Line(run.EndNanos, "info", $"GET {exchange.Path}", json =>
        {
            json.WriteNumber("status", run.Status);
            Trace(json);
        });
    }

    private static ApplicationLine Line(long at, string level, string message, Action<Utf8JsonWriter> fields)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, OtlpJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("level", level);
            json.WriteString("time", Timestamps.Rfc3339(at));
            json.WriteString("msg", message);
            fields(json);
            json.WriteEndObject();
        }

        return new(at, Encoding.UTF8.GetString(memory.ToArray()), level == "warn" ? "stderr" : "stdout");
    }
}
