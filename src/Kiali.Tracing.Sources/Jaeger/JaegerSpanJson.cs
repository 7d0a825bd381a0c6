using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads one span of Jaeger's JSON after another into columns.</summary>
internal sealed class JaegerSpanJson
{
    private readonly JsonInput _input;
    private readonly ReadTally _tally;
    private readonly JaegerMapping _mapping;
    private readonly JaegerIds _ids;
    private readonly JaegerTagJson _tags;
    private readonly JaegerReferencesJson _references;
    private readonly JaegerLogsJson _logs;
    private readonly SpanColumnsBuilder _columns;
    private TraceId _traceId;
    private SpanId _spanId;
    private SpanId _parentId;
    private long _startMicros;
    private long _durationMicros;
    private int _process;

    /// <summary>Makes the reader.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="columns">Where the spans go.</param>
    /// <param name="tally">Where is counted what could not be used.</param>
    public JaegerSpanJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
    {
        _input = input;
        _columns = columns;
        _tally = tally;
        _mapping = new JaegerMapping(columns, tally);
        _ids = new JaegerIds(input, tally);
        _tags = new JaegerTagJson(input, columns, tally);
        _references = new JaegerReferencesJson(input, _mapping, tally);
        _logs = new JaegerLogsJson(input, columns, _mapping, tally);
    }

    /// <summary>The process id of each span read since the list was emptied, a number of the columns' strings; −1 for none.</summary>
    public List<int> ProcessIds { get; } = [];

    /// <summary>Forgets a span that was begun: the file ended within it.</summary>
    public void Abandon()
    {
        _mapping.Abandon();
        Reset();
    }

    /// <summary>Reads one span; the reader stands at its first token and is left at its last.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        long offset = _input.OffsetOf(reader);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            _input.Skip(ref reader);
            _tally.Add("unreadable-span", "spans could not be read and were skipped", offset);
            return;
        }

        Reset();
        while (_input.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadProperty(ref reader);
        }

        if (_mapping.Commit((_traceId, _spanId, _parentId), JaegerTime.ToUnixNano(_startMicros), JaegerTime.ToUnixNano(_durationMicros), 0, offset))
        {
            ProcessIds.Add(_process);
        }
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = _input.Utf8(ref reader);
        if (name.SequenceEqual("traceID"u8))
        {
            _input.Read(ref reader);
            _traceId = _ids.ReadTraceId(ref reader);
        }
        else if (name.SequenceEqual("spanID"u8))
        {
            _input.Read(ref reader);
            _spanId = _ids.ReadSpanId(ref reader);
        }
        else if (name.SequenceEqual("parentSpanID"u8))
        {
            _input.Read(ref reader);
            _parentId = _ids.ReadSpanId(ref reader);
        }
        else if (name.SequenceEqual("operationName"u8))
        {
            _input.Read(ref reader);
            _columns.SetName(_columns.AddString(_input.Utf8OrEmpty(ref reader)));
        }
        else if (name.SequenceEqual("references"u8))
        {
            _input.Read(ref reader);
            _references.Read(ref reader);
        }
        else if (name.SequenceEqual("startTime"u8))
        {
            _input.Read(ref reader);
            JsonInput.TryInteger(ref reader, out _startMicros);
            _input.Skip(ref reader);
        }
        else if (name.SequenceEqual("duration"u8))
        {
            _input.Read(ref reader);
            JsonInput.TryInteger(ref reader, out _durationMicros);
            _input.Skip(ref reader);
        }
        else if (name.SequenceEqual("tags"u8))
        {
            _input.Read(ref reader);
            ReadTags(ref reader);
        }
        else if (name.SequenceEqual("logs"u8))
        {
            _input.Read(ref reader);
            _logs.Read(ref reader);
        }
        else if (name.SequenceEqual("processID"u8))
        {
            _input.Read(ref reader);
            _process = reader.TokenType == JsonTokenType.String ? _input.Text(ref reader, _columns) : -1;
            _input.Skip(ref reader);
        }
        else if (name.SequenceEqual("warnings"u8))
        {
            _input.Read(ref reader);
            JaegerWarningsJson.Read(_input, ref reader, _tally);
        }
        else
        {
            _input.Skip(ref reader);
        }
    }

    private void ReadTags(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            _input.Skip(ref reader);
            return;
        }

        while (_input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (_tags.TryRead(ref reader, out JaegerTag tag))
            {
                _mapping.AddTag(tag);
            }
        }
    }

    private void Reset()
    {
        _traceId = default;
        _spanId = default;
        _parentId = default;
        _startMicros = 0;
        _durationMicros = 0;
        _process = -1;
    }
}
