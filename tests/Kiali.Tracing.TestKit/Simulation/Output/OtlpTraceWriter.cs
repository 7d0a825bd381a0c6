using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Writes the traced requests as OTLP/JSON, one TracesData a line, in order of arrival.</summary>
internal static class OtlpTraceWriter
{
    public static void Write(MeshSimulation simulation, Stream target)
    {
        foreach (var request in simulation.Traced)
        {
            using (var json = new Utf8JsonWriter(target, OtlpJson.Options))
            {
                Trace(json, simulation.Mesh, request);
            }

            target.WriteByte((byte)'\n');
        }
    }

    private static void Trace(Utf8JsonWriter json, Mesh mesh, SimulatedRequest request)
    {
        var groups = Spans(mesh, request).GroupBy(span => (span.Pod, span.FromProxy), span => span.Span);
        json.WriteStartObject();
        json.WriteStartArray("resourceSpans");
        foreach (var group in groups)
        {
            var (pod, fromProxy) = group.Key;
            json.WriteStartObject();
            OtlpJson.Resource(json, fromProxy ? PodResource.OfProxy(pod) : PodResource.OfApplication(pod));
            json.WriteStartArray("scopeSpans");
            json.WriteStartObject();
            json.WriteStartObject("scope");
            if (!fromProxy && pod.Workload.Instrumentation is { } instrumentation)
            {
                json.WriteString("name", instrumentation.Scope);
                json.WriteString("version", instrumentation.ScopeVersion);
            }

            json.WriteEndObject();
            json.WriteStartArray("spans");
            foreach (var span in group)
            {
                Span(json, request.TraceId, span);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<(MeshPod Pod, bool FromProxy, SpanDraft Span)> Spans(Mesh mesh, SimulatedRequest request)
    {
        var parents = Parents(request);
        foreach (var exchange in request.Exchanges)
        {
            var parent = parents.GetValueOrDefault(exchange.Client.SpanId);
            yield return (exchange.Caller, true, ProxySpans.Client(mesh, request, exchange, parent));
            yield return (exchange.Callee, true, ProxySpans.Server(mesh, request, exchange));
            if (exchange.Callee.Workload.Instrumentation is { } instrumentation)
            {
                foreach (var span in ApplicationSpans.Of(exchange, instrumentation))
                {
                    yield return (exchange.Callee, false, span);
                }
            }
        }
    }

    // The span that a call was made under: an application without an SDK only passes the headers of its proxy's span on.
    private static Dictionary<ulong, ulong> Parents(SimulatedRequest request)
    {
        var parents = new Dictionary<ulong, ulong>();
        foreach (var exchange in request.Exchanges)
        {
            var traced = exchange.Callee.Workload.Instrumentation is not null;
            foreach (var call in exchange.Run.Calls)
            {
                var parent = !traced ? exchange.Server.SpanId : call.Call.Span is null ? exchange.Run.ServerSpanId : call.SpanId;
                foreach (var attempt in call.Attempts)
                {
                    parents[attempt.Client.SpanId] = parent;
                }
            }
        }

        return parents;
    }

    private static void Span(Utf8JsonWriter json, string traceId, SpanDraft span)
    {
        json.WriteStartObject();
        json.WriteString("traceId", traceId);
        json.WriteString("spanId", Hex(span.Id));
        if (span.ParentId != 0)
        {
            json.WriteString("parentSpanId", Hex(span.ParentId));
        }

        json.WriteString("name", span.Name);
        json.WriteNumber("kind", span.Kind);
        json.WriteString("startTimeUnixNano", Timestamps.Nanos(span.StartNanos));
        json.WriteString("endTimeUnixNano", Timestamps.Nanos(span.EndNanos));
        json.WriteStartArray("attributes");
        span.Attributes(json);
        json.WriteEndArray();
        if (span.Exception is { } exception)
        {
            Event(json, exception);
        }

        json.WriteStartObject("status");
        if (span.Error is { } message)
        {
            json.WriteString("message", message);
            json.WriteNumber("code", 2);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Event(Utf8JsonWriter json, ExceptionDraft exception)
    {
        json.WriteStartArray("events");
        json.WriteStartObject();
        json.WriteString("timeUnixNano", Timestamps.Nanos(exception.AtNanos));
        json.WriteString("name", "exception");
        json.WriteStartArray("attributes");
        OtlpJson.Attribute(json, "exception.type", exception.Type);
        OtlpJson.Attribute(json, "exception.message", exception.Message);
        var frames = string.Join("\n\t", exception.Frames);
        OtlpJson.Attribute(json, "exception.stacktrace", $"{exception.Type}: {exception.Message}\n\t{frames}");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Hex(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);
}
