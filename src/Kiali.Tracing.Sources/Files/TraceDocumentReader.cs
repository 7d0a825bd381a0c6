using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Jaeger;
using Kiali.Tracing.Sources.Otlp;

namespace Kiali.Tracing.Sources.Files;

/// <summary>Reads traces from JSON of any of the known kinds, told by the names in it, in one pass.</summary>
/// <remarks>
/// Known are: Jaeger's answers, exports and single traces; OTLP as one document, as JSON lines, in the envelopes of Jaeger's api_v3 and of Tempo. Everything that was
/// complete before damage is kept.
/// </remarks>
internal sealed class TraceDocumentReader
{
    private const int MaxEnvelopes = 4;

    private readonly JsonInput _input;
    private readonly ReadTally _tally;
    private readonly JaegerTraceJson _jaeger;
    private readonly OtlpTracesJson _otlp;
    private readonly JsonShape _shape = new();
    private bool _recognized;
    private long _lastOffset;

    private TraceDocumentReader(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
    {
        _input = input;
        _tally = tally;
        _jaeger = new JaegerTraceJson(input, columns, tally);
        _otlp = new OtlpTracesJson(input, columns, tally);
    }

    /// <summary>Reads everything.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="columns">Where the spans go.</param>
    /// <param name="tally">Where is counted what could not be used.</param>
    /// <returns>Null when traces, or an empty answer, were found; else what the file holds instead, for a message.</returns>
    public static string? Read(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
    {
        TraceDocumentReader reader = new(input, columns, tally);
        string? instead = reader.ReadDocuments();
        tally.Add("cut-text", "texts were longer than 1 MiB and were cut there", count: input.CutTexts);
        tally.Add("repaired-text", "texts were not valid Unicode; the invalid parts show as U+FFFD", count: input.RepairedTexts);
        return instead;
    }

    private string? ReadDocuments()
    {
        Utf8JsonReader reader = JsonInput.Start();
        try
        {
            while (_input.Read(ref reader))
            {
                ReadDocument(ref reader);
                _lastOffset = _input.OffsetOf(reader);
                if (!_recognized)
                {
                    return _shape.Describe();
                }
            }

            if (_input.StreamFailure is { } failure)
            {
                _tally.Lose("damaged", $"The packed data is damaged ({failure}); what came before the damage was read.");
            }

            return _recognized ? null : _shape.Describe();
        }
        catch (JsonException exception)
        {
            _jaeger.End();
            _otlp.Abandon();
            return Explain(_input.OffsetOf(reader), exception);
        }
    }

    private string? Explain(long offset, JsonException exception)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"byte {Math.Max(offset, _lastOffset)}");
        if (!_recognized)
        {
            return _input.Ended ? $"JSON that is cut off after {place}, before any span" : JsonShape.NotJson;
        }

        if (_input.StreamFailure is { } failure)
        {
            _tally.Lose("damaged", $"The packed data is damaged near {place} ({failure}); the spans before it were read.");
        }
        else if (_input.Ended)
        {
            _tally.Lose("truncated", $"The JSON is cut off after {place}; the spans before it were read.");
        }
        else
        {
            _tally.Lose("damaged", $"The JSON is damaged near {place} ({Reason(exception)}); the spans before it were read.");
        }

        return null;
    }

    // The parser's sentence without its own line numbers, which count from the last buffer.
    private static string Reason(JsonException exception)
    {
        int end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? exception.Message : exception.Message[..end]).TrimEnd('.');
    }

    private void ReadDocument(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, 0);
                break;
            case JsonTokenType.StartArray:
                _shape.IsList = true;
                ReadList(ref reader, 0);
                break;
            default:
                _shape.AddBareValue();
                break;
        }
    }

    // A list of traces, or of whatever the caller's shape then names.
    private void ReadList(ref Utf8JsonReader reader, int depth)
    {
        while (_input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadObject(ref reader, depth);
            }
            else
            {
                _shape.AddBareValue();
                _input.Skip(ref reader);
            }
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, int depth)
    {
        bool inTrace = false;
        while (_input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = _input.Utf8(ref reader);
            _shape.Add(name, depth);
            if ((name.SequenceEqual("spans"u8) || name.SequenceEqual("processes"u8)) && !_shape.IsOwnOutput)
            {
                bool isSpans = name.SequenceEqual("spans"u8);
                if (!inTrace)
                {
                    _jaeger.Begin();
                    inTrace = true;
                }

                _input.Read(ref reader);
                if (isSpans)
                {
                    _recognized |= reader.TokenType == JsonTokenType.StartArray;
                    _jaeger.ReadSpans(ref reader);
                }
                else
                {
                    _jaeger.ReadProcesses(ref reader);
                }
            }
            else if (name.SequenceEqual("warnings"u8))
            {
                _input.Read(ref reader);
                JaegerWarningsJson.Read(_input, ref reader, _tally);
            }
            else if (OtlpNames.Is(name, "resourceSpans"u8, "resource_spans"u8) || name.SequenceEqual("batches"u8))
            {
                _input.Read(ref reader);
                _recognized |= reader.TokenType == JsonTokenType.StartArray;
                _otlp.Read(ref reader);
            }
            else if (name.SequenceEqual("data"u8) && depth == 0)
            {
                ReadData(ref reader, depth);
            }
            else if ((name.SequenceEqual("result"u8) || name.SequenceEqual("trace"u8)) && depth < MaxEnvelopes)
            {
                ReadEnvelope(ref reader, depth);
            }
            else if (name.SequenceEqual("errors"u8) && depth == 0)
            {
                ReadErrors(ref reader);
            }
            else if (name.SequenceEqual("error"u8) && depth == 0)
            {
                _input.Read(ref reader);
                ReadError(ref reader, "message"u8);
            }
            else
            {
                _input.Skip(ref reader);
            }
        }

        if (inTrace)
        {
            _jaeger.End();
        }
    }

    private void ReadData(ref Utf8JsonReader reader, int depth)
    {
        _input.Read(ref reader);
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            bool recognizedBefore = _recognized;
            int elements = _shape.Elements;
            ReadList(ref reader, depth + 1);
            _recognized = recognizedBefore || _recognized || (_shape.Elements == elements && !_shape.HasBareValues);
        }
        else
        {
            ReadEnvelopeValue(ref reader, depth);
        }
    }

    private void ReadEnvelope(ref Utf8JsonReader reader, int depth)
    {
        _input.Read(ref reader);
        ReadEnvelopeValue(ref reader, depth);
    }

    private void ReadEnvelopeValue(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadObject(ref reader, depth + 1);
        }
        else
        {
            _input.Skip(ref reader);
        }
    }

    // Jaeger answers some of the ids asked for and tells of the others here, with status 200.
    private void ReadErrors(ref Utf8JsonReader reader)
    {
        _input.Read(ref reader);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            _input.Skip(ref reader);
            return;
        }

        while (_input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadError(ref reader, "msg"u8);
        }
    }

    private void ReadError(ref Utf8JsonReader reader, ReadOnlySpan<byte> key)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            _input.Skip(ref reader);
            return;
        }

        while (_input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMessage = _input.Utf8(ref reader).SequenceEqual(key);
            _input.Read(ref reader);
            if (isMessage)
            {
                string message = _input.String(ref reader);
                _shape.JaegerError = message;
                _tally.Lose("jaeger-error", $"Jaeger answered in part: {message}.");
            }

            _input.Skip(ref reader);
        }
    }
}
