using System.Text;
using System.Text.Json;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.LogFiles;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Reads OTLP logs: one document, or one a line. The body is the raw line, the time the container runtime's.</summary>
internal sealed class OtlpLogsJson(JsonInput input, LogLineStore lines, ReadTally tally)
{
    private readonly OtlpAnyValueJson _values = new(input, tally);
    private readonly OtlpLogContext _context = new();
    private byte[] _body = new byte[1 << 12];
    private int _bodyLength;

    /// <summary>Reads everything; what was complete before damage is kept.</summary>
    /// <returns>Whether there were logs at all, or nothing.</returns>
    public bool Read()
    {
        Utf8JsonReader reader = JsonInput.Start();
        bool recognized = false;
        bool any = false;
        try
        {
            while (input.Read(ref reader))
            {
                any = true;
                recognized |= ReadDocument(ref reader);
            }

            if (input.StreamFailure is { } failure)
            {
                tally.Lose("damaged", $"The packed data is damaged ({failure}); the lines before the damage were read.");
            }
        }
        catch (JsonException exception)
        {
            string reason = input.StreamFailure ?? (input.Ended ? "it is cut off" : exception.Message);
            tally.Lose(input.Ended ? "truncated" : "damaged", $"The logs are damaged near byte {input.OffsetOf(reader)} ({reason}); the lines before were read.");
        }

        return recognized || !any;
    }

    private bool ReadDocument(ref Utf8JsonReader reader)
    {
        bool recognized = false;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return false;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isLogs = OtlpNames.Is(input.Utf8(ref reader), "resourceLogs"u8, "resource_logs"u8);
            input.Read(ref reader);
            if (!isLogs || reader.TokenType != JsonTokenType.StartArray)
            {
                input.Skip(ref reader);
                continue;
            }

            recognized = true;
            while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadResourceLogs(ref reader);
            }
        }

        return recognized;
    }

    private void ReadResourceLogs(ref Utf8JsonReader reader)
    {
        int origin = lines.AddOrigin(AttributeSet.Empty);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            bool isResource = name.SequenceEqual("resource"u8);
            bool isScopes = OtlpNames.Is(name, "scopeLogs"u8, "scope_logs"u8)
                || OtlpNames.Is(name, "instrumentationLibraryLogs"u8, "instrumentation_library_logs"u8);
            input.Read(ref reader);
            if (isResource && reader.TokenType == JsonTokenType.StartObject)
            {
                lines.SetOrigin(origin, ReadAttributesOf(ref reader));
            }
            else if (isScopes && reader.TokenType == JsonTokenType.StartArray)
            {
                while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadScopeLogs(ref reader, origin);
                }
            }
            else
            {
                input.Skip(ref reader);
            }
        }
    }

    private AttributeSet ReadAttributesOf(ref Utf8JsonReader reader)
    {
        AttributeSet attributes = AttributeSet.Empty;
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isAttributes = input.Utf8(ref reader).SequenceEqual("attributes"u8);
            input.Read(ref reader);
            if (isAttributes)
            {
                attributes = _values.ReadSet(ref reader);
            }
            else
            {
                input.Skip(ref reader);
            }
        }

        return attributes;
    }

    private void ReadScopeLogs(ref Utf8JsonReader reader, int origin)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isRecords = OtlpNames.Is(input.Utf8(ref reader), "logRecords"u8, "log_records"u8);
            input.Read(ref reader);
            if (!isRecords || reader.TokenType != JsonTokenType.StartArray)
            {
                input.Skip(ref reader);
                continue;
            }

            while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadRecord(ref reader, origin);
            }
        }
    }

    private void ReadRecord(ref Utf8JsonReader reader, int origin)
    {
        long offset = input.OffsetOf(reader);
        long time = 0;
        long observed = 0;
        _bodyLength = -1;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            input.Skip(ref reader);
            tally.Add("unreadable-line", "log records could not be read and were left out", offset);
            return;
        }

        string severity = string.Empty;
        long severityNumber = 0;
        _context.Clear();
        while (input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = input.Utf8(ref reader);
            if (OtlpNames.Is(name, "timeUnixNano"u8, "time_unix_nano"u8))
            {
                input.Read(ref reader);
                JsonInput.TryInteger(ref reader, out time);
            }
            else if (OtlpNames.Is(name, "observedTimeUnixNano"u8, "observed_time_unix_nano"u8))
            {
                input.Read(ref reader);
                JsonInput.TryInteger(ref reader, out observed);
            }
            else if (OtlpNames.Is(name, "severityNumber"u8, "severity_number"u8))
            {
                input.Read(ref reader);
                JsonInput.TryInteger(ref reader, out severityNumber);
            }
            else if (OtlpNames.Is(name, "severityText"u8, "severity_text"u8))
            {
                input.Read(ref reader);
                severity = input.String(ref reader);
            }
            else if (OtlpNames.Is(name, "traceId"u8, "trace_id"u8))
            {
                input.Read(ref reader);
                WireIds.TryTraceId(input.Utf8OrEmpty(ref reader), out TraceId traceId);
                _context.AddTrace(traceId);
                continue;
            }
            else if (OtlpNames.Is(name, "spanId"u8, "span_id"u8))
            {
                input.Read(ref reader);
                WireIds.TrySpanId(input.Utf8OrEmpty(ref reader), out SpanId spanId);
                _context.AddSpan(spanId);
                continue;
            }
            else if (name.SequenceEqual("attributes"u8))
            {
                input.Read(ref reader);
                _context.Add(_values.ReadSet(ref reader));
                continue;
            }
            else if (name.SequenceEqual("body"u8))
            {
                input.Read(ref reader);
                ReadBody(ref reader);
                continue;
            }

            input.Skip(ref reader);
        }

        time = time == 0 ? observed : time;
        if (time <= 0 || _bodyLength < 0)
        {
            tally.Add("unreadable-line", "log records have no time or no body and were left out", offset);
            return;
        }

        _context.AddSeverity(severity, severityNumber);
        lines.Add(time, origin, _body.AsSpan(0, _bodyLength), _context.ToSet());
    }

    // Text is kept as it is; structured bodies as a person would read them.
    private void ReadBody(ref Utf8JsonReader reader) => Keep(Encoding.UTF8.GetBytes(_values.ReadValue(ref reader).ToString()));

    private void Keep(ReadOnlySpan<byte> utf8)
    {
        if (_body.Length < utf8.Length)
        {
            _body = new byte[utf8.Length * 2];
        }

        utf8.CopyTo(_body);
        _bodyLength = utf8.Length;
    }
}
