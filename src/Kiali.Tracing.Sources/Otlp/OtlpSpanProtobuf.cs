using System.Runtime.InteropServices;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Protobuf;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Reads one OTLP span after another, in protobuf, into columns.</summary>
internal sealed class OtlpSpanProtobuf(SpanColumnsBuilder columns, ReadTally tally)
{
    private readonly OtlpAnyValueProtobuf _values = new(tally);
    private readonly RecentTexts _recent = new(columns, new ProtobufText(tally));
    private readonly List<KeyValuePair<int, AttributeValue>> _attributes = [];
    private TraceId _traceId;
    private SpanId _spanId;
    private SpanId _parentId;
    private long _start;
    private long _end;
    private int _attributeCount;

    /// <summary>Reads one span.</summary>
    /// <param name="message">The span.</param>
    /// <param name="resource">Its resource, a number of the columns.</param>
    /// <param name="scope">Its scope, a number of the columns.</param>
    /// <param name="offset">Where it is, for messages.</param>
    public void Read(ReadOnlySpan<byte> message, int resource, int scope, long offset)
    {
        _traceId = default;
        _spanId = default;
        _parentId = default;
        _start = 0;
        _end = 0;
        _attributeCount = 0;
        columns.SetOrigin(resource, scope);
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            ReadField(in reader);
        }

        if (reader.IsMalformed)
        {
            columns.Discard();
            tally.AddLoss("unreadable-span", "spans could not be read and were skipped", offset);
            return;
        }

        Commit(offset);
    }

    private void ReadField(in ProtobufReader reader)
    {
        switch (reader.Field, reader.WireType)
        {
            case (9, ProtobufReader.Bytes):
                _values.ReadInto(reader.Content, columns, _recent, _attributeCount++);
                break;
            case (1, ProtobufReader.Bytes):
                _traceId = TraceIdOf(reader.Content);
                break;
            case (2, ProtobufReader.Bytes):
                _spanId = SpanIdOf(reader.Content);
                break;
            case (3, ProtobufReader.Bytes):
                columns.SetTraceState(_values.TextOf(reader.Content, columns));
                break;
            case (4, ProtobufReader.Bytes):
                _parentId = SpanIdOf(reader.Content);
                break;
            case (5, ProtobufReader.Bytes):
                columns.SetName(_values.TextOf(reader.Content, columns));
                break;
            case (6, ProtobufReader.Varint):
                columns.SetKind(reader.Number <= (ulong)SpanKind.Consumer ? (SpanKind)reader.Number : SpanKind.Unspecified);
                break;
            case (7, ProtobufReader.Fixed64):
                _start = TimeOf(reader.Number);
                break;
            case (8, ProtobufReader.Fixed64):
                _end = TimeOf(reader.Number);
                break;
            case (11, ProtobufReader.Bytes):
                ReadEvent(reader.Content);
                break;
            case (13, ProtobufReader.Bytes):
                ReadLink(reader.Content);
                break;
            case (15, ProtobufReader.Bytes):
                ReadStatus(reader.Content);
                break;
        }
    }

    private void ReadStatus(ReadOnlySpan<byte> status)
    {
        SpanStatusCode code = SpanStatusCode.Unset;
        int message = 0;
        ProtobufReader reader = new(status);
        while (reader.Next())
        {
            if (reader.Is(2, ProtobufReader.Bytes))
            {
                message = _values.TextOf(reader.Content, columns);
            }
            else if (reader.Is(3, ProtobufReader.Varint))
            {
                code = reader.Number <= (ulong)SpanStatusCode.Error ? (SpanStatusCode)reader.Number : SpanStatusCode.Unset;
            }
        }

        columns.SetStatus(code, message);
        CountIf(reader.IsMalformed, "unreadable-status", "statuses of spans could not be read whole");
    }

    private void ReadEvent(ReadOnlySpan<byte> happened)
    {
        long time = 0;
        int name = 0;
        _attributes.Clear();
        ProtobufReader reader = new(happened);
        while (reader.Next())
        {
            switch (reader.Field, reader.WireType)
            {
                case (1, ProtobufReader.Fixed64):
                    time = TimeOf(reader.Number);
                    break;
                case (2, ProtobufReader.Bytes):
                    name = _values.TextOf(reader.Content, columns);
                    break;
                case (3, ProtobufReader.Bytes):
                    _values.ReadInto(reader.Content, columns, _attributes);
                    break;
            }
        }

        columns.AddEvent(time, name, CollectionsMarshal.AsSpan(_attributes));
        CountIf(reader.IsMalformed, "unreadable-event", "events of spans could not be read whole");
    }

    private void ReadLink(ReadOnlySpan<byte> link)
    {
        TraceId traceId = default;
        SpanId spanId = default;
        _attributes.Clear();
        ProtobufReader reader = new(link);
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
                case (4, ProtobufReader.Bytes):
                    _values.ReadInto(reader.Content, columns, _attributes);
                    break;
            }
        }

        columns.AddLink(traceId, spanId, CollectionsMarshal.AsSpan(_attributes));
        CountIf(reader.IsMalformed, "unreadable-link", "links of spans could not be read whole");
    }

    private void Commit(long offset)
    {
        if (_traceId.IsZero || _spanId.IsZero)
        {
            columns.Discard();
            tally.Add("invalid-span-id", "spans have no usable trace or span id and were skipped", offset);
            return;
        }

        CountIf(_start == 0, "missing-time", "spans have no start time; they stand at 1970-01-01", offset);
        columns.SetIds(_traceId, _spanId);
        columns.SetParent(_parentId);

        // An end of zero is one that was never set: the span was still open when it was recorded.
        bool open = _end == 0 && _start > 0;
        columns.SetTimes(_start, open ? _start : _end);
        CountIf(open, "missing-end", "spans have no end time; they count as having no duration", offset);
        CountIf(!columns.Commit(), "negative-duration", "spans end before they start; they count as having no duration", offset);
    }

    private void CountIf(bool happened, string code, string what, long? offset = null)
    {
        if (happened)
        {
            tally.Add(code, what, offset);
        }
    }

    private static TraceId TraceIdOf(ReadOnlySpan<byte> bytes) => bytes.Length is 8 or 16 ? TraceId.FromBytes(bytes) : default;

    private static SpanId SpanIdOf(ReadOnlySpan<byte> bytes) => bytes.Length == 8 ? SpanId.FromBytes(bytes) : default;

    // Times past 2262 are none.
    private static long TimeOf(ulong unixNano) => unixNano <= long.MaxValue ? (long)unixNano : 0;
}
