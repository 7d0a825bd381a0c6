using System.Globalization;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>The ways in which applications name a trace in their lines.</summary>
internal static class TraceFields
{
    /// <summary>The fields for a request, e.g. <c>trace_id=… span_id=…</c>, or an empty text where the application has none.</summary>
    public static string Of(Exchange exchange, SimulatedRequest outer)
    {
        var (trace, span) = (outer.TraceId, SpanId(exchange));
        return exchange.Callee.Workload.ApplicationLog.TraceField switch
        {
            "traceparent" => $"traceparent=00-{trace}-{span}-{(outer.Traced ? "01" : "00")}",
            "trace_id" => $"trace_id={trace} span_id={span}",
            "dd.trace_id" => $"dd.trace_id={Decimal(trace[16..])} dd.span_id={Decimal(span)}",
            "X-B3-TraceId" => $"X-B3-TraceId={trace} X-B3-SpanId={span}",
            _ => "",
        };
    }

    /// <summary>The application's server span, or its proxy's where the application has none.</summary>
    public static string SpanId(Exchange exchange)
    {
        var id = exchange.Callee.Workload.Instrumentation is null ? exchange.Server.SpanId : exchange.Run.ServerSpanId;
        return id.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string Decimal(string hex) =>
        ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
