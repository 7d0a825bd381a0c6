using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads the logs of Jaeger's spans as events.</summary>
internal sealed class JaegerLogsJson(JsonInput input, SpanColumnsBuilder columns, JaegerMapping mapping, ReadTally tally)
{
    private readonly JaegerTagJson _tags = new(input, columns, tally);

    /// <summary>Reads the logs of one span; the reader stands at the array's first token.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadLog(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }
    }

    private void ReadLog(ref Utf8JsonReader reader)
    {
        long micros = 0;
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            bool isFields = name.SequenceEqual("fields"u8);
            bool isTimestamp = name.SequenceEqual("timestamp"u8);
            input.Read(ref reader);
            if (isTimestamp)
            {
                JsonInput.TryInteger(ref reader, out micros);
            }

            if (isFields && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadFields(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        mapping.CommitLog(JaegerTime.ToUnixNano(micros));
    }

    private void ReadFields(ref Utf8JsonReader reader)
    {
        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (_tags.TryRead(ref reader, out JaegerTag field))
            {
                mapping.AddField(field);
            }
        }
    }
}
