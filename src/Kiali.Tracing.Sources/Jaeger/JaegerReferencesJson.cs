using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads the references of Jaeger's spans, and tells the parent from the rest.</summary>
internal sealed class JaegerReferencesJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
{
    private readonly JaegerIds _ids = new(input, tally);
    private readonly List<JaegerReference> _references = [];
    private readonly int _referenceType = columns.AddString(OpenTelemetryAttributes.ReferenceType);

    /// <summary>Forgets the references read so far.</summary>
    public void Clear() => _references.Clear();

    /// <summary>Reads the references of one span; the reader stands at the array's first token.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadReference(ref reader);
        }
    }

    private void ReadReference(ref Utf8JsonReader reader)
    {
        long offset = input.OffsetOf(reader);
        bool followsFrom = false;
        TraceId traceId = default;
        SpanId spanId = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (name.SequenceEqual("refType"u8))
            {
                input.Read(ref reader);
                followsFrom = input.Utf8OrEmpty(ref reader).SequenceEqual("FOLLOWS_FROM"u8);
            }
            else if (name.SequenceEqual("traceID"u8))
            {
                input.Read(ref reader);
                traceId = _ids.ReadTraceId(ref reader);
            }
            else if (name.SequenceEqual("spanID"u8))
            {
                input.Read(ref reader);
                spanId = _ids.ReadSpanId(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        if (spanId.IsZero)
        {
            tally.Add("unreadable-reference", "references of spans have no usable span id and were left out", offset);
        }
        else
        {
            _references.Add(new JaegerReference(followsFrom, traceId, spanId));
        }
    }

    /// <summary>Makes links of the references that do not name the parent.</summary>
    /// <returns>
    /// The parent: the first CHILD_OF within the trace, else the first FOLLOWS_FROM, as Jaeger's page places spans; null when there is none. One that is
    /// only followed is a link too, by which the span's time is told from its parent's.
    /// </returns>
    public SpanId? Place(TraceId traceId, SpanId spanId)
    {
        int parent = _references.FindIndex(reference => !reference.FollowsFrom && IsOfThisTrace(reference));
        int followed = parent >= 0 ? -1 : _references.FindIndex(IsOfThisTrace);
        int placed = Math.Max(parent, followed);
        SpanId? result = placed >= 0 ? _references[placed].SpanId : null;
        for (int index = 0; index < _references.Count; index++)
        {
            if (index != parent)
            {
                JaegerReference reference = _references[index];
                string word = reference.FollowsFrom ? OpenTelemetryAttributes.FollowsFromReference : OpenTelemetryAttributes.ChildOfReference;
                columns.AddLink(
                    reference.TraceId.IsZero ? traceId : reference.TraceId,
                    reference.SpanId,
                    [new(_referenceType, AttributeValue.Of(word))]);
            }
        }

        return result;

        bool IsOfThisTrace(JaegerReference reference)
            => reference.SpanId != spanId && (reference.TraceId.IsZero || reference.TraceId == traceId);
    }
}
