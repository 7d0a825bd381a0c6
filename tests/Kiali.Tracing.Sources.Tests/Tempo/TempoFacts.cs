using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Tests.Writers;

namespace Kiali.Tracing.Sources.Tests.Tempo;

/// <summary>Makes traces of model spans, as a stand-in holds them.</summary>
internal static class TempoFacts
{
    private const string OfResource = "resource:";

    /// <summary>The columns of spans. Attributes whose keys begin with <c>resource:</c> are those of the span's resource.</summary>
    public static SpanColumns ColumnsOf(IEnumerable<ModelSpan> spans)
    {
        SpanColumnsBuilder columns = new();
        foreach (ModelSpan span in spans)
        {
            AttributeSet resource = new(
            [
                KeyValuePair.Create("service.name", AttributeValue.Of(span.Service)),
                .. span.Attributes.Where(IsOfResource).Select(attribute => KeyValuePair.Create(attribute.Key[OfResource.Length..], ValueOf(attribute))),
            ]);
            columns.SetOrigin(columns.AddResource(new Resource(resource)), 0);
            columns.SetIds(span.TraceId, span.SpanId);
            columns.SetParent(span.Parent);
            columns.SetName(columns.AddString(span.Name));
            columns.SetKind(span.Kind);
            columns.SetStatus(span.Status, columns.AddString(span.StatusMessage));
            columns.SetTimes(span.StartMicros * 1000, (span.StartMicros + span.DurationMicros) * 1000);
            foreach (ModelAttribute attribute in span.Attributes.Where(attribute => !IsOfResource(attribute)))
            {
                columns.AddAttribute(columns.AddString(attribute.Key), ValueOf(attribute));
            }

            columns.Commit();
        }

        return columns.Build();
    }

    private static bool IsOfResource(ModelAttribute attribute) => attribute.Key.StartsWith(OfResource, StringComparison.Ordinal);

    private static AttributeValue ValueOf(ModelAttribute attribute) => attribute.Value switch
    {
        string text => AttributeValue.Of(text),
        bool flag => AttributeValue.Of(flag),
        long integer => AttributeValue.Of(integer),
        double number => AttributeValue.Of(number),
        _ => throw new ArgumentException(attribute.Key),
    };
}
