using System.Text.Json;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Spans of an application that carries an OpenTelemetry SDK.</summary>
internal static class ApplicationSpans
{
    private const int InternalKind = 1;
    private const int ServerKind = 2;

    /// <summary>The spans of one run, the server span first.</summary>
    public static IEnumerable<SpanDraft> Of(Exchange exchange, ScenarioInstrumentation instrumentation)
    {
        var run = exchange.Run;
        var pod = exchange.Callee;
        var failed = run.Calls.LastOrDefault(call => call.Failed);
        var exception = run.Aborted ? ApplicationFailures.OfAbort(pod, run)
            : run.Failed && failed is not null ? ApplicationFailures.Of(pod, failed)
            : null;
        yield return new SpanDraft
        {
            Id = run.ServerSpanId,
            ParentId = exchange.Server.SpanId,
            Name = instrumentation.ServerSpan,
            Kind = ServerKind,
            StartNanos = run.StartNanos,
            EndNanos = run.EndNanos,
            Attributes = json => ServerAttributes(json, exchange, instrumentation),
            Error = run.Failed ? exception?.Message ?? "" : null,
            Exception = exception,
        };

        if (instrumentation.WorkSpan is { } work)
        {
            yield return Internal(run.WorkSpanId, run.ServerSpanId, work, run.StartNanos + 4_100, run.EndNanos - 3_700, null);
        }

        foreach (var call in run.Calls.Where(call => call.Call.Span is not null))
        {
            var raised = call.Failed ? ApplicationFailures.Of(pod, call) : null;
            yield return Internal(call.SpanId, run.ServerSpanId, call.Call.Span!, call.StartNanos, call.EndNanos, raised) with
            {
                Attributes = json => OtlpJson.Attribute(json, "peer.service", call.Call.Service),
            };
        }
    }

    private static SpanDraft Internal(ulong id, ulong parent, string name, long start, long end, ExceptionDraft? exception) => new()
    {
        Id = id,
        ParentId = parent,
        Name = name,
        Kind = InternalKind,
        StartNanos = start,
        EndNanos = end,
        Attributes = _ => { },
        Error = exception?.Message,
        Exception = exception,
    };

    private static void ServerAttributes(Utf8JsonWriter json, Exchange exchange, ScenarioInstrumentation instrumentation)
    {
        OtlpJson.Attribute(json, "http.request.method", "GET");
        OtlpJson.Attribute(json, "http.route", instrumentation.Route);
        OtlpJson.Attribute(json, "url.path", exchange.Path.Split('?')[0]);
        OtlpJson.Attribute(json, "url.scheme", "http");
        OtlpJson.Attribute(json, "server.port", (long)exchange.Service.Port);
        if (!exchange.Run.Aborted)
        {
            OtlpJson.Attribute(json, "http.response.status_code", exchange.Run.Status);
        }
    }
}
