using System.Buffers.Binary;
using System.Text;

namespace Kiali.Tracing.Sources.Tests.Writers;

/// <summary>A protobuf message being written: its fields can be put in any order before they are joined.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<byte[]> _fields = [];

    public ProtobufMessage Varint(int field, ulong value) => Add(field, 0, VarintOf(value));

    public ProtobufMessage Fixed64(int field, ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Add(field, 1, bytes);
    }

    public ProtobufMessage Fixed32(int field, uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Add(field, 5, bytes);
    }

    public ProtobufMessage Bytes(int field, byte[] value) => Add(field, 2, [.. VarintOf((ulong)value.Length), .. value]);

    public ProtobufMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Message(int field, ProtobufMessage value) => Bytes(field, value.ToArray());

    public ProtobufMessage Messages(int field, IEnumerable<ProtobufMessage> values)
    {
        foreach (ProtobufMessage value in values)
        {
            Message(field, value);
        }

        return this;
    }

    /// <summary>Mixes the fields, those of one number keeping their order, as repeated fields must.</summary>
    public ProtobufMessage Shuffled(Random dice)
    {
        byte[][] mixed = [.. _fields.Select((field, index) => (field, Key: (Order: dice.Next(1000), index))).OrderBy(item => item.Key.Order).Select(item => item.field)];
        ILookup<ulong, byte[]> byNumber = _fields.ToLookup(NumberOf);
        Dictionary<ulong, int> used = [];
        _fields.Clear();
        foreach (ulong number in mixed.Select(NumberOf))
        {
            int place = used.GetValueOrDefault(number);
            _fields.Add(byNumber[number].ElementAt(place));
            used[number] = place + 1;
        }

        return this;
    }

    public byte[] ToArray() => [.. _fields.SelectMany(field => field)];

    private static ulong NumberOf(byte[] field)
    {
        ulong tag = 0;
        for (int index = 0; ; index++)
        {
            tag |= (ulong)(field[index] & 0x7F) << (7 * index);
            if (field[index] < 0x80)
            {
                return tag >> 3;
            }
        }
    }

    private ProtobufMessage Add(int field, int wireType, byte[] content)
    {
        _fields.Add([.. VarintOf(((ulong)field << 3) | (uint)wireType), .. content]);
        return this;
    }

    private static byte[] VarintOf(ulong value)
    {
        List<byte> bytes = [];
        while (value >= 0x80)
        {
            bytes.Add((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
