using System.Buffers;
using System.Buffers.Binary;

namespace Kiali.Tracing.Sources.Protobuf;

/// <summary>Bytes of protobuf messages of any size through one buffer: from a stream, or from memory as gRPC hands it over.</summary>
/// <remarks>Outer messages are walked through field by field, so that only innermost ones must fit into the buffer. Not safe for several threads.</remarks>
internal sealed class ProtobufInput : IDisposable
{
    /// <summary>The largest innermost message that is read: 64 MiB.</summary>
    public const int LargestMessage = 1 << 26;

    private const int BufferBytes = 1 << 18;

    private readonly Stream? _stream;
    private readonly CancellationToken _cancellationToken;
    private byte[] _buffer;
    private int _position;
    private int _length;
    private long _before;

    /// <summary>Reads a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public ProtobufInput(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _cancellationToken = cancellationToken;
        _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    }

    /// <summary>Reads memory, for instance what a gRPC call's deserializer is given.</summary>
    /// <param name="bytes">The bytes; copied, so that they need not outlive the call.</param>
    public ProtobufInput(ReadOnlySequence<byte> bytes)
    {
        _length = checked((int)bytes.Length);
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, _length));
        bytes.CopyTo(_buffer);
    }

    /// <summary>How many bytes were used up.</summary>
    public long Position => _before + _position;

    /// <summary>Whether the bytes ended where more were announced.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why the bytes ended before their time; null when they simply ended.</summary>
    public string? StreamFailure { get; private set; }

    /// <summary>Whether the last message's fields broke off because they are no protobuf; <see cref="SkipTo"/> its end forgets it.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Whether there is another byte.</summary>
    public bool HasMore => TryFill(1);

    /// <summary>Goes to the next field of a message.</summary>
    /// <param name="limit">The <see cref="Position"/> where the message ends; <see cref="long.MaxValue"/> for one that ends with the bytes.</param>
    /// <param name="field">The field's number.</param>
    /// <param name="end">Where the field's content ends, for one of bytes; <see cref="Position"/> for another, which was read.</param>
    /// <param name="number">The value of a varint or fixed field; the length of another.</param>
    /// <returns>False after the last field, where the bytes end (<see cref="Ended"/>), and where they are no protobuf (<see cref="IsMalformed"/>).</returns>
    public bool NextField(long limit, out int field, out long end, out ulong number)
    {
        field = 0;
        end = Position;
        number = 0;
        if (Position >= limit || (limit == long.MaxValue && !HasMore))
        {
            return false;
        }

        if (!TryVarint(limit, out ulong tag) || (tag >> 3) is 0 or > ProtobufReader.LargestField)
        {
            IsMalformed = !Ended;
            return false;
        }

        field = (int)(tag >> 3);
        bool isBytes = (tag & 7) == ProtobufReader.Bytes;
        bool read = (tag & 7) switch
        {
            ProtobufReader.Varint or ProtobufReader.Bytes => TryVarint(limit, out number),
            ProtobufReader.Fixed64 => TryFixed(limit, sizeof(ulong), out number),
            ProtobufReader.Fixed32 => TryFixed(limit, sizeof(uint), out number),
            _ => false,
        };
        if (!read || (isBytes && number > (ulong)(limit - Position)))
        {
            IsMalformed = !Ended;
            return false;
        }

        end = Position + (isBytes ? (long)number : 0);
        return true;
    }

    /// <summary>Goes to a place further on, whatever lies between.</summary>
    /// <param name="position">The place.</param>
    /// <returns>Whether the bytes reach there.</returns>
    public bool SkipTo(long position)
    {
        IsMalformed = false;
        return Skip(position - Position);
    }

    /// <summary>Takes bytes out.</summary>
    /// <param name="count">How many, at most <see cref="LargestMessage"/>.</param>
    /// <param name="bytes">The bytes, valid until the next call; those that there are when there are fewer.</param>
    /// <returns>Whether there were as many.</returns>
    public bool TryTake(int count, out ReadOnlySpan<byte> bytes)
    {
        bool whole = TryFill(count);
        int taken = Math.Min(count, _length - _position);
        bytes = _buffer.AsSpan(_position, taken);
        _position += taken;
        Ended |= !whole;
        return whole;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
        _position = 0;
    }

    private bool TryVarint(long limit, out ulong value)
    {
        if (_length - _position < ProtobufReader.LongestVarint)
        {
            TryFill(ProtobufReader.LongestVarint);
        }

        int available = (int)Math.Min(_length - _position, Math.Min(limit - Position, ProtobufReader.LongestVarint));
        int position = _position;
        bool read = ProtobufReader.TryVarint(_buffer.AsSpan(0, _position + available), ref position, out value);
        _position = read ? position : _position;
        Ended |= !read && available < ProtobufReader.LongestVarint && Position + available < limit;
        return read;
    }

    private bool TryFixed(long limit, int size, out ulong number)
    {
        number = 0;
        if (limit - Position < size || !TryTake(size, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        number = size == sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return true;
    }

    private bool Skip(long count)
    {
        while (count > 0)
        {
            if (!TryFill(1))
            {
                Ended = true;
                return false;
            }

            int step = (int)Math.Min(count, _length - _position);
            _position += step;
            count -= step;
        }

        return true;
    }

    // The buffer grows as bytes arrive, never by what a length claims.
    private bool TryFill(int count)
    {
        while (_length - _position < count)
        {
            if (_stream is null || StreamFailure is not null)
            {
                return false;
            }

            _cancellationToken.ThrowIfCancellationRequested();
            MakeRoom();
            int read = ReadStream(_stream, _buffer.AsSpan(_length));
            if (read == 0)
            {
                return false;
            }

            _length += read;
        }

        return true;
    }

    private void MakeRoom()
    {
        if (_position > 0)
        {
            _buffer.AsSpan(_position, _length - _position).CopyTo(_buffer);
            _before += _position;
            _length -= _position;
            _position = 0;
        }

        if (_length == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }

    private int ReadStream(Stream stream, Span<byte> target)
    {
        try
        {
            return stream.Read(target);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            StreamFailure = exception.Message;
            return 0;
        }
    }
}
