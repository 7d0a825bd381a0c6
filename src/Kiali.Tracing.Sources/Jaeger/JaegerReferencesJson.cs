using System.Text.Json;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads the references of Jaeger's spans. The copies of whole spans that UI exports put into them are skipped.</summary>
internal sealed class JaegerReferencesJson(JsonInput input, JaegerMapping mapping, ReadTally tally)
{
    private readonly JaegerIds _ids = new(input, tally);

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

        mapping.AddReference(new JaegerReference(followsFrom, traceId, spanId), offset);
    }
}
