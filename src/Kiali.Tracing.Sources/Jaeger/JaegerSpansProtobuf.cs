using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Protobuf;

namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>Reads the spans of Jaeger's api_v2 (<c>SpansResponseChunk</c>) straight into columns, chunk by chunk.</summary>
/// <remarks>
/// A chunk holds some spans, 10 at most in the servers that are known, and does not say where a trace begins or ends: each span names its trace. Times keep their
/// nanoseconds. Field numbers: <c>jaeger.api_v2</c>, <c>model.proto</c> and <c>query.proto</c>. Not safe for several threads.
/// </remarks>
internal sealed class JaegerSpansProtobuf
{
    private readonly SpanColumnsBuilder _columns;
    private readonly ReadTally _tally;
    private readonly JaegerMapping _mapping;
    private readonly JaegerTagProtobuf _tags;
    private readonly ProtobufText _texts;
    private readonly RawNumbers _processes = new();
    private TraceId _traceId;
    private SpanId _spanId;
    private long _start;
    private long _duration;
    private int _resource;
    private bool _hasProcess;
    private bool _namesProcess;

    /// <summary>Makes a reader.</summary>
    /// <param name="columns">Where the spans go.</param>
    /// <param name="tally">Where is counted what could not be used.</param>
    public JaegerSpansProtobuf(SpanColumnsBuilder columns, ReadTally tally)
    {
        _columns = columns;
        _tally = tally;
        _mapping = new JaegerMapping(columns, tally);
        _texts = new ProtobufText(tally);
        _tags = new JaegerTagProtobuf(columns, _texts, tally);
    }

    /// <summary>Reads one chunk.</summary>
    /// <param name="chunk">The message.</param>
    public void ReadChunk(ReadOnlySpan<byte> chunk)
    {
        ProtobufReader reader = new(chunk);
        while (reader.Next())
        {
            if (reader.Is(1, ProtobufReader.Bytes))
            {
                ReadSpan(reader.Content);
            }
        }

        if (reader.IsMalformed)
        {
            _tally.AddLoss("damaged-part", "parts of the protobuf were damaged and were skipped");
        }
    }

    private void ReadSpan(ReadOnlySpan<byte> message)
    {
        (_traceId, _spanId, _start, _duration, _resource, _hasProcess, _namesProcess) = (default, default, 0, 0, 0, false, false);
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.WireType == ProtobufReader.Bytes)
            {
                ReadField(reader.Field, reader.Content);
            }
        }

        if (reader.IsMalformed)
        {
            _mapping.Abandon();
            _tally.AddLoss("unreadable-span", "spans could not be read and were skipped");
        }
        else if (_mapping.Commit((_traceId, _spanId, default), _start, _duration, _resource) && !_hasProcess)
        {
            _tally.Add(
                "unknown-process",
                _namesProcess ? "spans name a process that their trace does not list; their service is not known" : "spans come without a process; their service is not known");
        }
    }

    private void ReadField(int field, ReadOnlySpan<byte> content)
    {
        switch (field)
        {
            case 1:
                _traceId = TraceIdOf(content);
                break;
            case 2:
                _spanId = SpanIdOf(content);
                break;
            case 3:
                _columns.SetName(_columns.AddString(_texts.Clean(content)));
                break;
            case 4:
                ReadReference(content);
                break;
            case 6:
                _start = TimeOf(content);
                break;
            case 7:
                _duration = TimeOf(content);
                break;
            case 8:
                if (_tags.TryRead(content, out JaegerTag tag))
                {
                    _mapping.AddTag(tag);
                }

                break;
            case 9:
                ReadLog(content);
                break;
            case 10:
                _resource = ResourceOf(content);
                _hasProcess = true;
                break;
            case 11:
                _namesProcess = content.Length > 0;
                break;
            case 12:
                JaegerMapping.AddWarning(_tally, _texts.StringOf(content));
                break;
        }
    }

    private void ReadReference(ReadOnlySpan<byte> message)
    {
        TraceId traceId = default;
        SpanId spanId = default;
        bool followsFrom = false;
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            switch (reader.Field, reader.WireType)
            {
                case (1, ProtobufReader.Bytes):
                    traceId = TraceIdOf(reader.Content);
                    break;
                case (2, ProtobufReader.Bytes):
                    spanId = SpanIdOf(reader.Content);
                    break;
                case (3, ProtobufReader.Varint):
                    followsFrom = reader.Number == 1;
                    break;
            }
        }

        _mapping.AddReference(new JaegerReference(followsFrom, traceId, reader.IsMalformed ? default : spanId));
    }

    private void ReadLog(ReadOnlySpan<byte> message)
    {
        long time = 0;
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Is(1, ProtobufReader.Bytes))
            {
                time = TimeOf(reader.Content);
            }
            else if (reader.Is(2, ProtobufReader.Bytes) && _tags.TryRead(reader.Content, out JaegerTag field))
            {
                _mapping.AddField(field);
            }
        }

        _mapping.CommitLog(time);
        if (reader.IsMalformed)
        {
            _tally.Add("unreadable-event", "events of spans could not be read whole");
        }
    }

    private int ResourceOf(ReadOnlySpan<byte> message)
        => _processes.NumberOf(message, process => _columns.AddResource(new Resource(_tags.ReadProcess(process))));

    // A Timestamp or a Duration: both have seconds and nanoseconds.
    private static long TimeOf(ReadOnlySpan<byte> message)
    {
        long seconds = 0;
        int nanos = 0;
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Is(1, ProtobufReader.Varint))
            {
                seconds = unchecked((long)reader.Number);
            }
            else if (reader.Is(2, ProtobufReader.Varint))
            {
                nanos = unchecked((int)reader.Number);
            }
        }

        return JaegerTime.ToUnixNano(seconds, nanos);
    }

    private static TraceId TraceIdOf(ReadOnlySpan<byte> bytes) => bytes.Length is 8 or 16 ? TraceId.FromBytes(bytes) : default;

    private static SpanId SpanIdOf(ReadOnlySpan<byte> bytes) => bytes.Length == 8 ? SpanId.FromBytes(bytes) : default;
}
