using System.Text;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.LogFiles;
using Kiali.Tracing.Sources.Protobuf;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Reads OTLP logs in protobuf: <c>LogsData</c>. The body is the raw line, the time the container runtime's.</summary>
/// <remarks>Field numbers: opentelemetry-proto 1.x, <c>logs/v1/logs.proto</c>. What was complete before damage is kept.</remarks>
internal sealed class OtlpLogsProtobuf(LogLineStore lines, ReadTally tally)
{
    private readonly OtlpAnyValueProtobuf _values = new(tally);
    private readonly ProtobufMessages _messages = new(tally, "lines");
    private readonly OtlpLogContext _context = new();

    /// <summary>Reads one <c>LogsData</c> that a stream holds to its end.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public void ReadMessage(Stream stream, CancellationToken cancellationToken) => _messages.ReadOne(stream, ReadLogsData, cancellationToken);

    /// <summary>Reads messages each of which follows its length, a big-endian number of four bytes.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public void ReadSequence(Stream stream, CancellationToken cancellationToken) => _messages.ReadSequence(stream, ReadLogsData, cancellationToken);

    private void ReadLogsData(ProtobufInput input, long limit)
    {
        while (input.NextField(limit, out int field, out long end, out _))
        {
            if (field == 1)
            {
                ReadResourceLogs(input, end);
            }

            if (!_messages.SkipTo(input, end))
            {
                return;
            }
        }
    }

    private void ReadResourceLogs(ProtobufInput input, long limit)
    {
        int origin = lines.AddOrigin(AttributeSet.Empty);
        while (input.NextField(limit, out int field, out long end, out _))
        {
            if (field == 1 && _messages.TryTake(input, end, out ReadOnlySpan<byte> resource))
            {
                lines.SetOrigin(origin, _values.ReadSet(resource, 1));
            }
            else if (field is 2 or 1000)
            {
                ReadScopeLogs(input, end, origin);
            }

            if (!_messages.SkipTo(input, end))
            {
                return;
            }
        }
    }

    private void ReadScopeLogs(ProtobufInput input, long limit, int origin)
    {
        while (input.NextField(limit, out int field, out long end, out _))
        {
            long offset = input.Position;
            if (field == 2 && _messages.TryTake(input, end, out ReadOnlySpan<byte> record))
            {
                ReadRecord(record, origin, offset);
            }

            if (!_messages.SkipTo(input, end))
            {
                return;
            }
        }
    }

    private void ReadRecord(ReadOnlySpan<byte> record, int origin, long offset)
    {
        ulong time = 0;
        ulong observed = 0;
        ReadOnlySpan<byte> body = default;
        bool hasBody = false;
        ReadOnlySpan<byte> traceId = default;
        ReadOnlySpan<byte> spanId = default;
        string severity = string.Empty;
        ulong severityNumber = 0;
        ProtobufReader reader = new(record);
        while (reader.Next())
        {
            switch (reader.Field, reader.WireType)
            {
                case (1, ProtobufReader.Fixed64):
                    time = reader.Number;
                    break;
                case (11, ProtobufReader.Fixed64):
                    observed = reader.Number;
                    break;
                case (5, ProtobufReader.Bytes):
                    body = reader.Content;
                    hasBody = true;
                    break;
                case (2, ProtobufReader.Varint):
                    severityNumber = reader.Number;
                    break;
                case (3, ProtobufReader.Bytes):
                    severity = _values.StringOf(reader.Content);
                    break;
                case (9, ProtobufReader.Bytes):
                    traceId = reader.Content;
                    break;
                case (10, ProtobufReader.Bytes):
                    spanId = reader.Content;
                    break;
            }
        }

        time = time == 0 ? observed : time;
        if (reader.IsMalformed || time is 0 or > long.MaxValue || !hasBody)
        {
            tally.Add("unreadable-line", "log records have no time or no body and were left out", offset);
            return;
        }

        _context.Clear();
        _context.AddTrace(traceId.Length is 8 or 16 ? TraceId.FromBytes(traceId) : default);
        _context.AddSpan(spanId.Length == 8 ? SpanId.FromBytes(spanId) : default);
        _context.AddSeverity(severity, (long)Math.Min(severityNumber, long.MaxValue));
        _context.Add(_values.ReadSet(record, 6));
        lines.Add((long)time, origin, Encoding.UTF8.GetBytes(_values.Read(body).ToString()), _context.ToSet());
    }
}
