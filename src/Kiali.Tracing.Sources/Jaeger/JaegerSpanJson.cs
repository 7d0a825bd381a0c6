using System.Text.Json;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads one span of Jaeger's JSON after another into columns.</summary>
internal sealed class JaegerSpanJson(JsonInput input, SpanColumnsBuilder columns, ReadTally tally)
{
    private readonly JaegerKeys _keys = new(columns);
    private readonly JaegerIds _ids = new(input, tally);
    private readonly JaegerTagJson _tags = new(input, columns, tally);
    private readonly JaegerReferencesJson _references = new(input, columns, tally);
    private readonly JaegerLogsJson _logs = new(input, columns, tally);
    private readonly Dictionary<(int Name, int Version), int> _scopes = [];
    private TraceId _traceId;
    private SpanId _spanId;
    private SpanId _parentId;
    private long _startMicros;
    private long _durationMicros;
    private bool _hasStart;
    private int _process;
    private int _scopeName;
    private int _scopeVersion;
    private SpanStatusCode _status;
    private int _statusMessage;

    /// <summary>The process id of each span read since the list was emptied, a number of the columns' strings; −1 for none.</summary>
    public List<int> ProcessIds { get; } = [];

    /// <summary>Forgets a span that was begun: the file ended within it.</summary>
    public void Abandon()
    {
        columns.Discard();
        Reset();
    }

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
        if (name.SequenceEqual("traceID"u8))
        {
            input.Read(ref reader);
            _traceId = _ids.ReadTraceId(ref reader);
        }
        else if (name.SequenceEqual("spanID"u8))
        {
            input.Read(ref reader);
            _spanId = _ids.ReadSpanId(ref reader);
        }
        else if (name.SequenceEqual("parentSpanID"u8))
        {
            input.Read(ref reader);
            _parentId = _ids.ReadSpanId(ref reader);
        }
        else if (name.SequenceEqual("operationName"u8))
        {
            input.Read(ref reader);
            columns.SetName(columns.AddString(input.Utf8OrEmpty(ref reader)));
        }
        else if (name.SequenceEqual("references"u8))
        {
            input.Read(ref reader);
            _references.Read(ref reader);
        }
        else if (name.SequenceEqual("startTime"u8))
        {
            input.Read(ref reader);
            _hasStart = JsonInput.TryInteger(ref reader, out _startMicros);
            input.Skip(ref reader);
        }
        else if (name.SequenceEqual("duration"u8))
        {
            input.Read(ref reader);
            JsonInput.TryInteger(ref reader, out _durationMicros);
            input.Skip(ref reader);
        }
        else if (name.SequenceEqual("tags"u8))
        {
            input.Read(ref reader);
            ReadTags(ref reader);
        }
        else if (name.SequenceEqual("logs"u8))
        {
            input.Read(ref reader);
            _logs.Read(ref reader);
        }
        else if (name.SequenceEqual("processID"u8))
        {
            input.Read(ref reader);
            _process = reader.TokenType == JsonTokenType.String ? input.Text(ref reader, columns) : -1;
            input.Skip(ref reader);
        }
        else if (name.SequenceEqual("warnings"u8))
        {
            input.Read(ref reader);
            JaegerWarningsJson.Read(input, ref reader, tally);
        }
        else
        {
            input.Skip(ref reader);
        }
    }

    private void ReadTags(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            input.Skip(ref reader);
            return;
        }

        while (input.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!_tags.TryRead(ref reader, out JaegerTag tag))
            {
                continue;
            }

            if (tag.Text >= 0)
            {
                columns.AddTextAttribute(tag.Key, tag.Text);
                if (tag.Key <= _keys.Last)
                {
                    TakeField(tag.Key, tag.Text);
                }
            }
            else
            {
                columns.AddAttribute(tag.Key, tag.Value);
            }
        }
    }

    // What OpenTelemetry has as a field is read from its tag too; the tag stays, as the user of Jaeger knows it.
    private void TakeField(int key, int text)
    {
        if (key == _keys.SpanKind)
        {
            columns.SetKind(SpanKindOf(columns.TextOf(text)));
        }
        else if (key == _keys.StatusCode)
        {
            _status = columns.TextOf(text).ToUpperInvariant() switch
            {
                "OK" => SpanStatusCode.Ok,
                "ERROR" => SpanStatusCode.Error,
                _ => SpanStatusCode.Unset,
            };
        }
        else if (key == _keys.StatusDescription)
        {
            _statusMessage = text;
        }
        else if (key == _keys.ScopeName || key == _keys.LibraryName)
        {
            _scopeName = text;
        }
        else if (key == _keys.ScopeVersion || key == _keys.LibraryVersion)
        {
            _scopeVersion = text;
        }
        else if (key == _keys.TraceState)
        {
            columns.SetTraceState(text);
        }
    }

    private static SpanKind SpanKindOf(string word) => word.ToLowerInvariant() switch
    {
        "server" => SpanKind.Server,
        "client" => SpanKind.Client,
        "producer" => SpanKind.Producer,
        "consumer" => SpanKind.Consumer,
        "internal" => SpanKind.Internal,
        _ => SpanKind.Unspecified,
    };

    private void Commit(long offset)
    {
        if (_traceId.IsZero || _spanId.IsZero)
        {
            Abandon();
            tally.Add("invalid-span-id", "spans have no usable trace or span id and were skipped", offset);
            return;
        }

        long start = JaegerTime.ToUnixNano(_startMicros);
        long end = start + JaegerTime.ToUnixNano(_durationMicros);
        if (!_hasStart || _startMicros <= 0)
        {
            tally.Add("missing-time", "spans have no start time; they stand at 1970-01-01", offset);
        }

        columns.SetIds(_traceId, _spanId);
        columns.SetTimes(start, end);
        columns.SetStatus(_status, _statusMessage);
        if (_scopeName != 0)
        {
            columns.SetOrigin(0, ScopeNumber());
        }

        columns.SetParent(_references.Place(_traceId, _spanId) ?? _parentId);
        if (!columns.Commit())
        {
            tally.Add("negative-duration", "spans end before they start; they count as having no duration", offset);
        }

        ProcessIds.Add(_process);
        Reset();
    }

    private int ScopeNumber()
    {
        if (!_scopes.TryGetValue((_scopeName, _scopeVersion), out int number))
        {
            number = columns.AddScope(new InstrumentationScope(columns.TextOf(_scopeName), columns.TextOf(_scopeVersion), AttributeSet.Empty));
            _scopes.Add((_scopeName, _scopeVersion), number);
        }

        return number;
    }

    private void Reset()
    {
        _traceId = default;
        _spanId = default;
        _parentId = default;
        _startMicros = 0;
        _durationMicros = 0;
        _hasStart = false;
        _process = -1;
        _scopeName = 0;
        _scopeVersion = 0;
        _status = SpanStatusCode.Unset;
        _statusMessage = 0;
        _references.Clear();
    }
}
