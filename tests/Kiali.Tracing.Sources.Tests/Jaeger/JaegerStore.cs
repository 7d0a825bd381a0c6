using System.Globalization;
using Kiali.Tracing.Sources.Tests.Writers;

namespace Kiali.Tracing.Sources.Tests.Jaeger;

/// <summary>Searches spans as Jaeger's memory storage does: all conditions on one span of the service, the newest traces first.</summary>
internal sealed class JaegerStore(IReadOnlyList<ModelSpan> spans)
{
    private readonly ILookup<TraceId, ModelSpan> _traces = spans.ToLookup(span => span.TraceId);

    public IEnumerable<string> Services => spans.Select(span => span.Service).Distinct().Reverse();

    public IEnumerable<(string Name, string Kind)> OperationsOf(string service)
        => spans.Where(span => span.Service == service).Select(span => (span.Name, span.Kind == SpanKind.Unspecified ? string.Empty : span.Kind.ToString().ToLowerInvariant())).Distinct().Reverse();

    public ModelSpan[] Trace(TraceId id) => [.. _traces[id]];

    public ModelSpan[][] Find(StoreQuery query) =>
    [
        .. _traces
            .Where(trace => trace.Any(span => Matches(span, query)))
            .OrderByDescending(trace => trace.Min(span => span.StartMicros)).ThenByDescending(trace => trace.Key)
            .Take(query.Depth)
            .Select(trace => trace.ToArray()),
    ];

    private static bool Matches(ModelSpan span, StoreQuery query)
        => span.Service == query.Service
            && (query.Operation is null or "" || span.Name == query.Operation)
            && span.StartMicros * 1000 >= query.StartUnixNano && span.StartMicros * 1000 <= query.EndUnixNano
            && (query.MinNanos == 0 || span.DurationMicros * 1000 >= query.MinNanos)
            && (query.MaxNanos == 0 || span.DurationMicros * 1000 <= query.MaxNanos)
            && query.Tags.All(tag => TagsOf(span).Any(held => held.Key == tag.Key && TextOf(held.Value) == tag.Value));

    // Jaeger gives spans whose status is an error the tag that says so.
    private static IEnumerable<ModelAttribute> TagsOf(ModelSpan span)
        => span.Attributes.Concat(JaegerWriter.FieldTags(span)).Concat(span.Status == SpanStatusCode.Error ? [new ModelAttribute("error", true)] : []);

    private static string TextOf(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
