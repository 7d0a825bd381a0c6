using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Kiali.Tracing.Sources.Protobuf;

/// <summary>Goes through the fields of one protobuf message that lies in memory, without making objects.</summary>
/// <remarks>
/// Encoding: https://protobuf.dev/programming-guides/encoding/. It never throws: bytes that are no protobuf end the reading with <see cref="IsMalformed"/>. Groups,
/// which no message read here has, count as malformed.
/// </remarks>
internal ref struct ProtobufReader
{
    /// <summary>Wire type of <c>int</c>, <c>bool</c> and enumerations.</summary>
    public const int Varint = 0;

    /// <summary>Wire type of <c>fixed64</c> and <c>double</c>.</summary>
    public const int Fixed64 = 1;

    /// <summary>Wire type of strings, bytes, messages and packed lists.</summary>
    public const int Bytes = 2;

    /// <summary>Wire type of <c>fixed32</c> and <c>float</c>.</summary>
    public const int Fixed32 = 5;

    /// <summary>The most bytes of a varint.</summary>
    public const int LongestVarint = 10;

    /// <summary>The largest number that a field may have.</summary>
    public const int LargestField = (1 << 29) - 1;

    private readonly ReadOnlySpan<byte> _message;
    private int _position;

    /// <summary>Makes a reader before the first field.</summary>
    /// <param name="message">The message.</param>
    public ProtobufReader(ReadOnlySpan<byte> message)
    {
        _message = message;
    }

    /// <summary>The current field's number.</summary>
    public int Field { get; private set; }

    /// <summary>The current field's wire type.</summary>
    public int WireType { get; private set; }

    /// <summary>The value of a varint or fixed field.</summary>
    public ulong Number { get; private set; }

    /// <summary>The content of a field of bytes.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether the reading ended because the bytes are no protobuf.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Whether the reading ended because the message ends within a field; what there is of the field's content is in <see cref="Content"/>.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether the current field has a number and a wire type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Is(int field, int wireType) => Field == field && WireType == wireType;

    /// <summary>Goes to the next field.</summary>
    /// <returns>False after the last, and where the message is malformed.</returns>
    public bool Next()
    {
        ReadOnlySpan<byte> message = _message;
        int position = _position;
        if ((uint)position >= (uint)message.Length)
        {
            return false;
        }

        if (!TryVarint(message, ref position, out ulong tag))
        {
            return message.Length - position < LongestVarint ? Cut() : Fail();
        }

        Field = unchecked((int)(tag >> 3));
        WireType = unchecked((int)tag & 7);
        if (WireType != Bytes)
        {
            return NextNumber(position);
        }

        if (!TryVarint(message, ref position, out ulong length) || length > unchecked((uint)(message.Length - position)))
        {
            Content = message[position..];
            return Cut();
        }

        Content = message.Slice(position, unchecked((int)length));
        _position = unchecked(position + (int)length);
        return unchecked((uint)(Field - 1)) < LargestField || Fail();
    }

    /// <summary>Reads a varint.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="position">Where it starts; moved past it.</param>
    /// <param name="value">The value; bits past the 64th are lost, as the encoding has it.</param>
    /// <returns>Whether there was one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryVarint(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        if ((uint)position < (uint)bytes.Length && bytes[position] < 0x80)
        {
            value = bytes[position++];
            return true;
        }

        return TryLongVarint(bytes, ref position, out value);
    }

    private bool NextNumber(int position)
    {
        ReadOnlySpan<byte> rest = _message[position..];
        Content = default;
        switch (WireType)
        {
            case Varint when TryVarint(_message, ref position, out ulong number):
                Number = number;
                _position = position;
                break;
            case Fixed64 when rest.Length >= sizeof(ulong):
                Number = BinaryPrimitives.ReadUInt64LittleEndian(rest);
                _position = position + sizeof(ulong);
                break;
            case Fixed32 when rest.Length >= sizeof(uint):
                Number = BinaryPrimitives.ReadUInt32LittleEndian(rest);
                _position = position + sizeof(uint);
                break;
            case Varint or Fixed64 or Fixed32 when rest.Length < LongestVarint:
                return Cut();
            default:
                return Fail();
        }

        return unchecked((uint)(Field - 1)) < LargestField || Fail();
    }

    private static bool TryLongVarint(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        value = 0;
        for (int index = 0; index < LongestVarint && position + index < bytes.Length; index++)
        {
            byte next = bytes[position + index];
            value |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                position += index + 1;
                return true;
            }
        }

        return false;
    }

    private bool Cut()
    {
        IsCut = true;
        return Fail();
    }

    private bool Fail()
    {
        IsMalformed = true;
        _position = _message.Length;
        return false;
    }
}
