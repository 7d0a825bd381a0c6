using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Sources;

/// <summary>Copies some traces out of columns.</summary>
internal static class ColumnsExtract
{
    /// <summary>The spans of some traces, in their order.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="traces">The traces.</param>
    /// <returns>Columns of their own.</returns>
    public static SpanColumns Of(SpanColumns columns, IReadOnlySet<TraceId> traces)
    {
        SpanColumnsBuilder builder = new();
        List<KeyValuePair<int, AttributeValue>> attributes = [];
        for (int row = 0; row < columns.Count; row++)
        {
            if (traces.Contains(columns.TraceIds[row]))
            {
                Copy(columns.GetSpan(row), builder, attributes);
            }
        }

        return builder.Build();
    }

    private static void Copy(Span span, SpanColumnsBuilder builder, List<KeyValuePair<int, AttributeValue>> attributes)
    {
        builder.SetIds(span.TraceId, span.RawSpanId);
        builder.SetParent(span.RawParentSpanId ?? default);
        builder.SetName(builder.AddString(span.Name));
        builder.SetKind(span.Kind);
        builder.SetTimes(span.StartUnixNano, span.EndUnixNano);
        builder.SetStatus(span.StatusCode, builder.AddString(span.StatusMessage));
        builder.SetTraceState(builder.AddString(span.TraceState));
        builder.SetOrigin(builder.AddResource(span.Resource), builder.AddScope(span.Scope));
        foreach ((string key, AttributeValue value) in span.Attributes)
        {
            builder.AddAttribute(builder.AddString(key), value);
        }

        foreach (SpanEvent happened in span.Events)
        {
            builder.AddEvent(happened.UnixNano, builder.AddString(happened.Name), Numbered(happened.Attributes));
        }

        foreach (SpanLink link in span.Links)
        {
            builder.AddLink(link.TraceId, link.SpanId, Numbered(link.Attributes));
        }

        builder.Commit();

        ReadOnlySpan<KeyValuePair<int, AttributeValue>> Numbered(AttributeSet set)
        {
            attributes.Clear();
            foreach ((string key, AttributeValue value) in set)
            {
                attributes.Add(new(builder.AddString(key), value));
            }

            return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(attributes);
        }
    }
}
