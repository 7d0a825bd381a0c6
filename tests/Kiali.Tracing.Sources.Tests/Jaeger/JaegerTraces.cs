using Kiali.Tracing.Sources.Tests.Writers;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Traces of one or two spans, to be searched.</summary>
internal static class JaegerTraces
{
    /// <summary>2023-11-14T22:13:20Z.</summary>
    public const long Start = 1_700_000_000_000_000;

    /// <summary>A trace of one span, so many seconds after the start.</summary>
    public static ModelSpan One(ulong number, string service, long second, long durationMicros = 1000, params ModelAttribute[] attributes) => new(
        new TraceId(0xF00 + number, number),
        new SpanId(number),
        default,
        "work",
        service,
        SpanKind.Server,
        SpanStatusCode.Unset,
        string.Empty,
        Start + (second * 1_000_000),
        durationMicros,
        attributes,
        [],
        []);

    /// <summary>Its child in another service, which begins and ends with it.</summary>
    public static ModelSpan ChildOf(ModelSpan parent, string service) => parent with
    {
        SpanId = new SpanId(parent.SpanId.Value + 0x1_0000_0000),
        Parent = parent.SpanId,
        Service = service,
        Name = "part",
        Kind = SpanKind.Client,
        Attributes = [],
    };

    /// <summary>The attribute by which an Istio proxy says whose it is.</summary>
    public static ModelAttribute Proxy(string pod, string space) => new("node_id", $"sidecar~10.0.0.1~{pod}.{space}~{space}.svc.cluster.local");
}
