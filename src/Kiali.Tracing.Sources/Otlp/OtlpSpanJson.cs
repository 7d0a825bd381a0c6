using System.Runtime.InteropServices;
using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Reads one OTLP span after another into columns.</summary>
internal sealed class OtlpSpanJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
{
    private readonly OtlpAnyValueJson _values = new(input, tally);
    private readonly List<KeyValuePair<int, AttributeValue>> _attributes = [];
    private TraceId _traceId;
    private SpanId _spanId;
    private SpanId _parentId;
    private long _start;
    private long _end;
    private bool _badEnd;

    /// <summary>Forgets a span that was begun: the file ended within it.</summary>
    public void Abandon() => columns.Discard();

    /// <summary>Reads one span; the reader stands at its first token and is left at its last.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        long offset = input.OffsetOf(reader);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            tally.Add("unreadable-span", "spans could not be read and were skipped", offset);
            return;
        }

        Reset();
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadProperty(ref reader);
        }

        Commit(offset);
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = input.Utf8(ref reader);
        if (OtlpNames.Is(name, "traceId"u8, "trace_id"u8))
        {
            input.Read(ref reader);
            WireIds.TryTraceId(input.Utf8OrEmpty(ref reader), out _traceId);
        }
        else if (OtlpNames.Is(name, "spanId"u8, "span_id"u8))
        {
            input.Read(ref reader);
            WireIds.TrySpanId(input.Utf8OrEmpty(ref reader), out _spanId);
        }
        else if (OtlpNames.Is(name, "parentSpanId"u8, "parent_span_id"u8))
        {
            input.Read(ref reader);
            WireIds.TrySpanId(input.Utf8OrEmpty(ref reader), out _parentId);
        }
        else if (name.SequenceEqual("name"u8))
        {
            input.Read(ref reader);
            columns.SetName(columns.AddString(input.Utf8OrEmpty(ref reader)));
        }
        else if (name.SequenceEqual("kind"u8))
        {
            input.Read(ref reader);
            columns.SetKind(OtlpNames.SpanKindOf(ref reader));
            input.Skip(ref reader);
        }
        else if (OtlpNames.Is(name, "startTimeUnixNano"u8, "start_time_unix_nano"u8))
        {
            input.Read(ref reader);
            JsonInput.TryInteger(ref reader, out _start);
            input.Skip(ref reader);
        }
        else if (OtlpNames.Is(name, "endTimeUnixNano"u8, "end_time_unix_nano"u8))
        {
            input.Read(ref reader);
            _badEnd = !JsonInput.TryInteger(ref reader, out _end);
            input.Skip(ref reader);
        }
        else if (name.SequenceEqual("attributes"u8))
        {
            input.Read(ref reader);
            _values.ReadInto(ref reader, columns);
        }
        else if (name.SequenceEqual("status"u8))
        {
            input.Read(ref reader);
            ReadStatus(ref reader);
        }
        else if (OtlpNames.Is(name, "traceState"u8, "trace_state"u8))
        {
            input.Read(ref reader);
            columns.SetTraceState(columns.AddString(input.Utf8OrEmpty(ref reader)));
        }
        else if (name.SequenceEqual("events"u8))
        {
            input.Read(ref reader);
            ReadEvents(ref reader);
        }
        else if (name.SequenceEqual("links"u8))
        {
            input.Read(ref reader);
            ReadLinks(ref reader);
        }
        else
        {
            input.Skip(ref reader);
        }
    }

    private void ReadStatus(ref Utf8JsonReader reader)
    {
        SpanStatusCode code = SpanStatusCode.Unset;
        int message = 0;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            bool isCode = name.SequenceEqual("code"u8);
            bool isMessage = name.SequenceEqual("message"u8);
            input.Read(ref reader);
            if (isCode)
            {
                code = OtlpNames.StatusCodeOf(ref reader);
            }
            else if (isMessage && reader.TokenType == JsonTokenType.String)
            {
                message = input.Text(ref reader, columns);
            }

            input.Skip(ref reader);
        }

        columns.SetStatus(code, message);
    }

    private void ReadEvents(ref Utf8JsonReader reader)
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
                ReadEvent(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }
    }

    private void ReadEvent(ref Utf8JsonReader reader)
    {
        long time = 0;
        int eventName = 0;
        _attributes.Clear();
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (OtlpNames.Is(name, "timeUnixNano"u8, "time_unix_nano"u8))
            {
                input.Read(ref reader);
                JsonInput.TryInteger(ref reader, out time);
                input.Skip(ref reader);
            }
            else if (name.SequenceEqual("name"u8))
            {
                input.Read(ref reader);
                eventName = columns.AddString(input.Utf8OrEmpty(ref reader));
            }
            else if (name.SequenceEqual("attributes"u8))
            {
                input.Read(ref reader);
                _values.ReadList(ref reader, columns, _attributes);
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        columns.AddEvent(time, eventName, CollectionsMarshal.AsSpan(_attributes));
    }

    private void ReadLinks(ref Utf8JsonReader reader)
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
                ReadLink(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }
    }

    private void ReadLink(ref Utf8JsonReader reader)
    {
        TraceId traceId = default;
        SpanId spanId = default;
        _attributes.Clear();
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (OtlpNames.Is(name, "traceId"u8, "trace_id"u8))
            {
                input.Read(ref reader);
                WireIds.TryTraceId(input.Utf8OrEmpty(ref reader), out traceId);
            }
            else if (OtlpNames.Is(name, "spanId"u8, "span_id"u8))
            {
                input.Read(ref reader);
                WireIds.TrySpanId(input.Utf8OrEmpty(ref reader), out spanId);
            }
            else if (name.SequenceEqual("attributes"u8))
            {
                input.Read(ref reader);
                _values.ReadList(ref reader, columns, _attributes);
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        columns.AddLink(traceId, spanId, CollectionsMarshal.AsSpan(_attributes));
    }

    private void Commit(long offset)
    {
        if (_traceId.IsZero || _spanId.IsZero)
        {
            columns.Discard();
            tally.Add("invalid-span-id", "spans have no usable trace or span id and were skipped", offset);
            return;
        }

        if (_start <= 0)
        {
            tally.Add("missing-time", "spans have no start time; they stand at 1970-01-01", offset);
        }

        columns.SetIds(_traceId, _spanId);
        columns.SetParent(_parentId);

        // An end of zero is one that was never set: the span was still open when it was recorded.
        bool open = _end == 0 && _start > 0;
        columns.SetTimes(_start, open || _badEnd ? _start : _end);
        if (open || _badEnd)
        {
            tally.Add("missing-end", "spans have no end time; they count as having no duration", offset);
        }

        if (!columns.Commit())
        {
            tally.Add("negative-duration", "spans end before they start; they count as having no duration", offset);
        }
    }

    private void Reset()
    {
        _traceId = default;
        _spanId = default;
        _parentId = default;
        _start = 0;
        _end = 0;
        _badEnd = false;
    }
}
