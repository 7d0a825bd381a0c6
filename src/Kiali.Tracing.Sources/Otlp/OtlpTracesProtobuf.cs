using System.Buffers;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.Protobuf;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Reads OTLP spans in protobuf straight into columns: every resource, every scope, every type of attribute; no object a span.</summary>
/// <remarks>
/// Reads <c>TracesData</c>, which is <c>ExportTraceServiceRequest</c> and Tempo's <c>Trace</c> on the wire, with <c>scope_spans</c> or the older
/// <c>instrumentation_library_spans</c>. Only one span at a time must fit into memory. What was complete before damage is kept. Field numbers:
/// opentelemetry-proto 1.x, <c>trace/v1/trace.proto</c>. Not safe for several threads.
/// </remarks>
internal sealed class OtlpTracesProtobuf
{
    private readonly SpanColumnsBuilder _columns;
    private readonly ReadTally _tally;
    private readonly OtlpSpanProtobuf _spans;
    private readonly OtlpAnyValueProtobuf _values;
    private readonly ProtobufMessages _messages;
    private readonly RawNumbers _resources = new();
    private readonly RawNumbers _scopes = new();
    private readonly Func<ReadOnlySpan<byte>, int> _readResource;
    private readonly Func<ReadOnlySpan<byte>, int> _readScope;

    /// <summary>Makes a reader.</summary>
    /// <param name="columns">Where the spans go.</param>
    /// <param name="tally">Where is counted what could not be used.</param>
    public OtlpTracesProtobuf(SpanColumnsBuilder columns, ReadTally tally)
    {
        _columns = columns;
        _tally = tally;
        _spans = new OtlpSpanProtobuf(columns, tally);
        _values = new OtlpAnyValueProtobuf(tally);
        _messages = new ProtobufMessages(tally, "spans");
        _readResource = ReadResource;
        _readScope = ReadScope;
    }

    /// <summary>Reads one <c>TracesData</c> that lies in memory, as a gRPC call's deserializer is given it.</summary>
    /// <param name="tracesData">The message.</param>
    public void ReadMessage(ReadOnlySequence<byte> tracesData) => _messages.ReadOne(tracesData, ReadTracesData);

    /// <summary>Reads one <c>TracesData</c> that a stream holds to its end; messages that follow each other directly are one.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public void ReadMessage(Stream stream, CancellationToken cancellationToken) => _messages.ReadOne(stream, ReadTracesData, cancellationToken);

    /// <summary>Reads messages each of which follows its length, a big-endian number of four bytes: what the OpenTelemetry Collector's file exporter writes.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public void ReadSequence(Stream stream, CancellationToken cancellationToken) => _messages.ReadSequence(stream, ReadTracesData, cancellationToken);

    /// <summary>Reads Tempo's answer about one trace, <c>TraceByIDResponse</c>: a trace, whether it is partial, and a message.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public void ReadTempoAnswer(Stream stream, CancellationToken cancellationToken) => _messages.ReadOne(stream, ReadTempoAnswer, cancellationToken);

    /// <summary>Reads Tempo's answer about one trace that lies in memory.</summary>
    /// <param name="answer">The message.</param>
    public void ReadTempoAnswer(ReadOnlySequence<byte> answer) => _messages.ReadOne(answer, ReadTempoAnswer);

    private void ReadTempoAnswer(ProtobufInput input, long limit)
    {
        bool partial = false;
        string reason = string.Empty;
        while (input.NextField(limit, out int field, out long end, out ulong number))
        {
            if (field == 1)
            {
                ReadTracesData(input, end);
                _messages.SkipTo(input, end);
            }
            else if (field == 3)
            {
                partial = number == 1;
            }
            else if (field == 4 && _messages.TryTake(input, end, out ReadOnlySpan<byte> message))
            {
                reason = _values.StringOf(message);
            }

            input.SkipTo(end);
        }

        if (partial)
        {
            _tally.Lose("partial-trace", $"Tempo gave a part of the trace{(reason.Length == 0 ? string.Empty : $": {reason}")}.");
        }
    }

    private void ReadTracesData(ProtobufInput input, long limit)
    {
        while (input.NextField(limit, out int field, out long end, out _))
        {
            if (field == 1 && end > input.Position)
            {
                ReadResourceSpans(input, end);
            }

            if (!_messages.SkipTo(input, end))
            {
                return;
            }
        }
    }

    private void ReadResourceSpans(ProtobufInput input, long limit)
    {
        int resource = 0;
        int firstRow = _columns.Count;
        while (input.NextField(limit, out int field, out long end, out _))
        {
            if (field == 1 && _messages.TryTake(input, end, out ReadOnlySpan<byte> message))
            {
                resource = _resources.NumberOf(message, _readResource);
                for (int row = firstRow; row < _columns.Count; row++)
                {
                    _columns.AssignResource(row, resource);
                }
            }
            else if (field is 2 or 1000)
            {
                ReadScopeSpans(input, end, resource);
            }

            if (!_messages.SkipTo(input, end))
            {
                return;
            }
        }
    }

    private void ReadScopeSpans(ProtobufInput input, long limit, int resource)
    {
        int scope = 0;
        int firstRow = _columns.Count;
        while (input.NextField(limit, out int field, out long end, out _))
        {
            long offset = input.Position;
            if (field == 2 && _messages.TryTake(input, end, out ReadOnlySpan<byte> span))
            {
                _spans.Read(span, resource, scope, offset);
            }
            else if (field == 1 && _messages.TryTake(input, end, out ReadOnlySpan<byte> message))
            {
                scope = _scopes.NumberOf(message, _readScope);
                for (int row = firstRow; row < _columns.Count; row++)
                {
                    _columns.AssignScope(row, scope);
                }
            }

            if (!_messages.SkipTo(input, end))
            {
                return;
            }
        }
    }

    private int ReadResource(ReadOnlySpan<byte> message) => _columns.AddResource(new Resource(_values.ReadSet(message, 1)));

    private int ReadScope(ReadOnlySpan<byte> message)
    {
        string name = string.Empty;
        string version = string.Empty;
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            name = reader.Is(1, ProtobufReader.Bytes) ? _values.StringOf(reader.Content) : name;
            version = reader.Is(2, ProtobufReader.Bytes) ? _values.StringOf(reader.Content) : version;
        }

        return _columns.AddScope(new InstrumentationScope(name, version, _values.ReadSet(message, 3)));
    }
}
