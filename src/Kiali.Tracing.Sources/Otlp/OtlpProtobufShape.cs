using System.Buffers.Binary;
using Kiali.Tracing.Sources.Protobuf;

namespace Kiali.Tracing.Sources.Otlp;

/// <summary>Tells protobuf by its first bytes: the numbers and wire types of its fields, as deep as they tell spans from log records.</summary>
/// <param name="Signal">What the data is about.</param>
/// <param name="IsSequence">Whether each message follows its length of four bytes.</param>
/// <param name="IsTempoAnswer">Whether the traces are in Tempo's answer about one trace.</param>
internal sealed record OtlpProtobufShape(OtlpSignal Signal, bool IsSequence, bool IsTempoAnswer)
{
    private const int LengthBytes = sizeof(uint);
    private const int LegacyScopes = 1000;

    // By field number from 0; −1 is a number that the message does not have.
    private static readonly sbyte[] SpanFields = [-1, 2, 2, 2, 2, 2, 0, 1, 1, 2, 0, 2, 0, 2, 0, 2, 5];
    private static readonly sbyte[] LogRecordFields = [-1, 1, 0, 2, -1, 2, 2, 0, 5, 2, 2, 1, 2];
    private static readonly sbyte[] MetricFields = [-1, 2, 2, 2, -1, 2, -1, 2, -1, 2, 2, 2, 2];
    private static readonly sbyte[] JaegerSpanFields = [-1, 2, 2, 2, 2, 0, 2, 2, 2, 2, 2, 2, 2];

    /// <summary>Looks at the first bytes of a file.</summary>
    /// <param name="head">The bytes, as many as there are up to some thousands.</param>
    /// <returns>The shape; null for what is no OTLP protobuf.</returns>
    public static OtlpProtobufShape? Of(ReadOnlySpan<byte> head)
    {
        if (SignalOf(head) is { } bare)
        {
            return new OtlpProtobufShape(bare, false, false);
        }

        if (TryFirst(head, 1, out ReadOnlySpan<byte> inner) && SignalOf(inner) == OtlpSignal.Traces)
        {
            return new OtlpProtobufShape(OtlpSignal.Traces, false, true);
        }

        ReadOnlySpan<byte> rest = head;
        while (rest.Length > LengthBytes && BinaryPrimitives.ReadUInt32BigEndian(rest) == 0)
        {
            rest = rest[LengthBytes..];
        }

        if (rest.Length <= LengthBytes)
        {
            return null;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        rest = rest[LengthBytes..];
        rest = rest.Length > length ? rest[..(int)length] : rest;
        return SignalOf(rest) is { } signal ? new OtlpProtobufShape(signal, true, false) : null;
    }

    /// <summary>What protobuf is that is read from no file, for a message.</summary>
    /// <param name="head">The first bytes.</param>
    /// <returns>Words that go on after "the file holds"; null for what is not known.</returns>
    public static string? Describe(ReadOnlySpan<byte> head)
        => Of(head) is { Signal: OtlpSignal.Metrics } ? "OTLP metrics in protobuf, which are not read; save OpenMetrics text"
        : TryFirst(head, 1, out ReadOnlySpan<byte> inner) && IsJaegerSpan(inner) ? "spans in the protobuf of Jaeger's gRPC (api_v2); save the trace as JSON or OTLP"
        : null;

    private static OtlpSignal? SignalOf(ReadOnlySpan<byte> message)
    {
        bool plausible = false;
        ProtobufReader reader = new(message);
        bool more = true;
        while (more)
        {
            more = reader.Next();
            if (!more && !reader.IsCut)
            {
                break;
            }

            if (!reader.Is(1, ProtobufReader.Bytes) || IsJaegerSpan(reader.Content))
            {
                return null;
            }

            if (!IsScoped(reader.Content, reader.IsCut, out ReadOnlySpan<byte> leaf, out bool hasLeaf))
            {
                return null;
            }

            if (hasLeaf)
            {
                return LeafSignal(leaf);
            }

            plausible = true;
        }

        // Resources alone: of what, only the spans could say.
        return plausible && (!reader.IsMalformed || reader.IsCut) ? OtlpSignal.Traces : null;
    }

    // ResourceSpans, ResourceLogs, ResourceMetrics: 1 resource, 2 scopes, 3 schema; then 1 scope, 2 leaves, 3 schema.
    private static bool IsScoped(ReadOnlySpan<byte> message, bool cut, out ReadOnlySpan<byte> leaf, out bool hasLeaf)
    {
        leaf = default;
        hasLeaf = false;
        ProtobufReader reader = new(message);
        while (reader.Next() || reader.IsCut)
        {
            bool isResource = reader.Is(1, ProtobufReader.Bytes);
            bool isScopes = reader.Is(2, ProtobufReader.Bytes) || reader.Is(LegacyScopes, ProtobufReader.Bytes);
            if ((isResource && !IsResource(reader.Content)) || !(isResource || isScopes || reader.Is(3, ProtobufReader.Bytes)))
            {
                return false;
            }

            if (isScopes && TryFirst(reader.Content, 2, out leaf))
            {
                hasLeaf = true;
                return true;
            }

            if (reader.IsCut)
            {
                break;
            }
        }

        return !reader.IsMalformed || cut;
    }

    private static bool IsResource(ReadOnlySpan<byte> message)
    {
        ProtobufReader reader = new(message);
        if (!reader.Next() && !reader.IsCut)
        {
            return message.IsEmpty;
        }

        return reader.Is(2, ProtobufReader.Varint)
            || (reader.Is(1, ProtobufReader.Bytes) && TryFirst(reader.Content, 1, out ReadOnlySpan<byte> key) && key.IndexOfAnyInRange((byte)0, (byte)31) < 0);
    }

    private static OtlpSignal? LeafSignal(ReadOnlySpan<byte> leaf)
        => Fits(leaf, SpanFields) && HasIds(leaf) ? OtlpSignal.Traces
        : Fits(leaf, LogRecordFields) ? OtlpSignal.Logs
        : Fits(leaf, MetricFields) ? OtlpSignal.Metrics
        : Fits(leaf, SpanFields) ? OtlpSignal.Traces
        : null;

    private static bool IsJaegerSpan(ReadOnlySpan<byte> message)
        => Fits(message, JaegerSpanFields) && HasIds(message) && TryFirst(message, 2, out _) && TryFirst(message, 6, out _);

    // A trace's id of 16 or 8 bytes and a span's of 8, where they are there.
    private static bool HasIds(ReadOnlySpan<byte> message)
        => (!TryFirst(message, 1, out ReadOnlySpan<byte> trace) || trace.Length is 8 or 16)
            && (!TryFirst(message, 2, out ReadOnlySpan<byte> span) || span.Length == 8);

    // Whether all fields that the message has, up to where it is cut, have the wire types of a kind of message. Unknown numbers are of newer versions.
    private static bool Fits(ReadOnlySpan<byte> message, sbyte[] wireTypes)
    {
        int known = 0;
        ProtobufReader reader = new(message);
        while (reader.Next() || reader.IsCut)
        {
            if (reader.Field < wireTypes.Length)
            {
                if (wireTypes[reader.Field] != reader.WireType)
                {
                    return false;
                }

                known++;
            }

            if (reader.IsCut)
            {
                return true;
            }
        }

        return known > 0 && !reader.IsMalformed;
    }

    private static bool TryFirst(ReadOnlySpan<byte> message, int field, out ReadOnlySpan<byte> content)
    {
        ProtobufReader reader = new(message);
        while (reader.Next() || reader.IsCut)
        {
            if (reader.Is(field, ProtobufReader.Bytes))
            {
                content = reader.Content;
                return true;
            }

            if (reader.IsCut)
            {
                break;
            }
        }

        content = default;
        return false;
    }
}
