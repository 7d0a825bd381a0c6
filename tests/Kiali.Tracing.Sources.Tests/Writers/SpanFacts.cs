using System.Globalization;
using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>All that is to survive of spans, as sorted text: what was written beside what was read.</summary>
internal static class SpanFacts
{
    public static string Of(IEnumerable<ModelSpan> spans) => Of(spans, _ => []);

    public static string Of(IEnumerable<ModelSpan> spans, Func<ModelSpan, IEnumerable<ModelAttribute>> added) => Lines(spans.Select(span => Facts(span, added(span))));

    public static string Of(SpanColumns columns) => Lines(Enumerable.Range(0, columns.Count).Select(row => Facts(columns.GetSpan(row))));

    private static string Lines(IEnumerable<string> facts) => string.Join('\n', facts.Order(StringComparer.Ordinal));

    private static string Facts(ModelSpan span, IEnumerable<ModelAttribute> added) => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.TraceId} {span.SpanId} {(span.Parent.IsZero ? "" : span.Parent.ToString())} {span.Name}|{span.Service}|{span.Kind}|{span.Status}|{span.StatusMessage}|{span.StartMicros * 1000}|{span.DurationMicros * 1000}|{Text(span.Attributes.Concat(added))}|{string.Join(';', span.Events.Select(item => $"{item.Micros * 1000} {item.Name} {Text(item.Attributes)}"))}|{string.Join(';', span.Links.Select(link => $"{link.TraceId}/{link.SpanId}"))}");

    private static string Facts(Span span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{span.TraceId} {span.RawSpanId} {span.RawParentSpanId} {span.Name}|{span.ServiceName}|{span.Kind}|{span.StatusCode}|{span.StatusMessage}|{span.StartUnixNano}|{span.DurationNanos}|{Text(span.Attributes)}|{string.Join(';', span.Events.Select(item => $"{item.UnixNano} {item.Name} {Text(item.Attributes)}"))}|{string.Join(';', span.Links.Select(link => $"{link.TraceId}/{link.SpanId}"))}");

    private static string Text(IEnumerable<ModelAttribute> attributes) => string.Join(',', attributes.Select(item => item.Value switch
    {
        string text => $"{item.Key}=Text:{text}",
        bool flag => $"{item.Key}=Boolean:{(flag ? "true" : "false")}",
        long integer => $"{item.Key}=Integer:{integer.ToString(CultureInfo.InvariantCulture)}",
        double number => $"{item.Key}=Number:{number.ToString("R", CultureInfo.InvariantCulture)}",
        byte[] bytes => $"{item.Key}=Bytes:{Convert.ToBase64String(bytes)}",
        _ => throw new ArgumentException(item.Value.ToString()),
    }));

    private static string Text(AttributeSet attributes) => string.Join(',', attributes.Select(item => $"{item.Key}={item.Value.Kind}:{item.Value}"));
}
