using Kiali.Tracing.Sources.Tests.Writers;

namespace Kiali.Tracing.Sources.Tests.Files;

/// <summary>Four traces of three services, overlapping in time, one with a failure.</summary>
internal static class ContractSpans
{
    public static ModelSpan[] All { get; } =
    [
        .. Trace(1, 1_700_000_000_000_000, 500, SpanStatusCode.Unset),
        .. Trace(2, 1_700_000_000_000_200, 900, SpanStatusCode.Error),
        .. Trace(3, 1_700_000_000_000_600, 100, SpanStatusCode.Unset),
        .. Trace(4, 1_700_000_001_000_000, 300, SpanStatusCode.Ok),
    ];

    private static IEnumerable<ModelSpan> Trace(ulong number, long start, long duration, SpanStatusCode status)
    {
        for (ulong index = 0; index < 3; index++)
        {
            string pod = "pod-" + ((number + index) % 3) + "-76d5c9f8b4-abcde";
            yield return new ModelSpan(
                new TraceId(0xA0 + number, number),
                new SpanId((number * 16) + index + 1),
                index == 0 ? default : new SpanId((number * 16) + index),
                "call " + ((number * index) % 4),
                "service " + ((number + index) % 3),
                index == 0 ? SpanKind.Server : SpanKind.Client,
                index == 2 ? status : SpanStatusCode.Unset,
                string.Empty,
                start + ((long)index * 10),
                duration - ((long)index * 20),
                [new ModelAttribute("node_id", "sidecar~10.0.0.1~" + pod + ".ns" + (number % 2) + "~x")],
                [],
                []);
        }
    }
}
