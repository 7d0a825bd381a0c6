using System.Buffers;
using System.Buffers.Binary;
using Kiali.Tracing.Sources.Files;

namespace Kiali.Tracing.Sources.Protobuf;

/// <summary>Reads outer messages field by field: one, or one after another; past damage to the next whole message, telling what was lost.</summary>
/// <param name="tally">Counts what could not be used.</param>
/// <param name="items">What the messages hold, in the plural, for people.</param>
internal sealed class ProtobufMessages(ReadTally tally, string items)
{
    private const int LengthBytes = sizeof(uint);

    /// <summary>Reads one message that a stream holds to its end.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="read">Reads the fields of a message up to a position.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public void ReadOne(Stream stream, Action<ProtobufInput, long> read, CancellationToken cancellationToken)
    {
        using ProtobufInput input = new(stream, cancellationToken);
        read(input, long.MaxValue);
        TellOfDamage(input);
    }

    /// <summary>Reads one message that lies in memory.</summary>
    /// <param name="message">The message.</param>
    /// <param name="read">Reads the fields of a message up to a position.</param>
    public void ReadOne(ReadOnlySequence<byte> message, Action<ProtobufInput, long> read)
    {
        using ProtobufInput input = new(message);
        read(input, message.Length);
        TellOfDamage(input);
    }

    /// <summary>Reads messages each of which follows its length, a big-endian number of four bytes: what the OpenTelemetry Collector's file exporter writes.</summary>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="read">Reads the fields of a message up to a position.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public void ReadSequence(Stream stream, Action<ProtobufInput, long> read, CancellationToken cancellationToken)
    {
        using ProtobufInput input = new(stream, cancellationToken);
        while (input.HasMore && input.TryTake(LengthBytes, out ReadOnlySpan<byte> length))
        {
            long end = input.Position + BinaryPrimitives.ReadUInt32BigEndian(length);
            read(input, end);
            if (!SkipTo(input, end))
            {
                break;
            }
        }

        TellOfDamage(input);
    }

    /// <summary>Takes an inner message out.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether it is whole, and not too large.</returns>
    public bool TryTake(ProtobufInput input, long end, out ReadOnlySpan<byte> message)
    {
        message = default;
        long length = end - input.Position;
        if (length > ProtobufInput.LargestMessage)
        {
            tally.AddLoss("too-large", "messages within the file were larger than 64 MiB and were skipped", input.Position);
            return false;
        }

        return input.TryTake((int)length, out message);
    }

    /// <summary>Goes to the end of a field, past what could not be read of it.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>Whether the bytes reach there.</returns>
    public bool SkipTo(ProtobufInput input, long end)
    {
        if (input.IsMalformed)
        {
            tally.AddLoss("damaged-part", "parts of the protobuf were damaged and were skipped", input.Position);
        }

        return input.SkipTo(end);
    }

    private void TellOfDamage(ProtobufInput input)
    {
        if (input.StreamFailure is { } failure)
        {
            tally.Lose("damaged", $"The packed data is damaged near byte {input.Position} ({failure}); the {items} before it were read.");
        }
        else if (input.IsMalformed)
        {
            tally.Lose("damaged", $"The protobuf is damaged near byte {input.Position}; the {items} before it were read.");
        }
        else if (input.Ended)
        {
            tally.Lose("truncated", $"The protobuf is cut off after byte {input.Position}; the {items} before it were read.");
        }
    }
}
