using System.Globalization;
using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Zipkin;

/// <summary>Reads Zipkin's JSON, version 2: a list of spans, a list of lists as its API answers, spans one a line, or an object with such a list in <c>traces</c>.</summary>
/// <remarks>Format: https://zipkin.io/zipkin-api. What was complete before damage is kept.</remarks>
internal sealed class ZipkinTracesJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
{
    private const int MostLists = 8;

    private readonly ZipkinSpanJson _span = new(input, columns, tally);

    /// <summary>Whether the first names are those of Zipkin's spans.</summary>
    public static bool IsRecognized(FileHead head) => head.Json is { } json
        && ((json.Has("traceId", "id") && !json.HasAny("spanId", "spanID", "binaryAnnotations", "message", "msg"))
            || (json.Has("traces/traceId", "traces/id") && !json.HasAny("traces/spanId")));

    /// <summary>Reads everything.</summary>
    public void Read()
    {
        Utf8JsonReader reader = JsonInput.Start();
        try
        {
            while (input.Read(ref reader))
            {
                ReadValue(ref reader, 0);
            }

            if (input.StreamFailure is { } failure)
            {
                tally.Lose("damaged", $"The packed data is damaged ({failure}); what came before the damage was read.");
            }
        }
        catch (JsonException)
        {
            _span.Abandon();
            string place = string.Create(CultureInfo.InvariantCulture, $"byte {input.OffsetOf(reader)}");
            if (input.StreamFailure is { } failure)
            {
                tally.Lose("damaged", $"The packed data is damaged near {place} ({failure}); the spans before it were read.");
            }
            else if (input.Ended)
            {
                tally.Lose("truncated", $"The file is cut off after {place}; the spans before it were read.");
            }
            else
            {
                tally.Lose("damaged", $"The JSON is damaged near {place}; the spans before it were read.");
            }
        }

        tally.Add("cut-text", "texts were longer than 1 MiB and were cut there", count: input.CutTexts);
        tally.Add("repaired-text", "texts were not valid Unicode; the invalid parts show as U+FFFD", count: input.RepairedTexts);
    }

    private void ReadValue(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadSpan(ref reader, depth);
        }
        else if (reader.TokenType == JsonTokenType.StartArray && depth < MostLists)
        {
            while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadValue(ref reader, depth + 1);
            }
        }
        else
        {
            tally.Add("unreadable-span", "spans could not be read and were skipped", input.OffsetOf(reader));
            input.Skip(ref reader);
        }
    }

    // An object is a span, or holds traces.
    private void ReadSpan(ref Utf8JsonReader reader, int depth)
    {
        long offset = input.OffsetOf(reader);
        bool isEnvelope = false;
        _span.Begin();
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!input.Utf8(ref reader).SequenceEqual("traces"u8))
            {
                _span.ReadProperty(ref reader);
                continue;
            }

            isEnvelope = true;
            input.Read(ref reader);
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                ReadValue(ref reader, depth + 1);
                _span.Begin();
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        if (isEnvelope)
        {
            _span.Abandon();
        }
        else
        {
            _span.End(offset);
        }
    }
}
