namespace Kiali.Tracing.Sources.Protobuf;

/// <summary>Remembers the number that a message was given, by its bytes: what writes telemetry sends the same resource with each batch.</summary>
internal sealed class RawNumbers
{
    private const int Places = 1 << 10;
    private const int LongestMessage = 1 << 14;

    private readonly (byte[]? Message, int Number)[] _known = new (byte[]?, int)[Places];

    /// <summary>The number of a message; a message that was read long ago may be read again.</summary>
    /// <param name="message">The message.</param>
    /// <param name="read">Reads the message and numbers it.</param>
    /// <returns>Its number.</returns>
    public int NumberOf(ReadOnlySpan<byte> message, Func<ReadOnlySpan<byte>, int> read)
    {
        HashCode hash = default;
        hash.AddBytes(message);
        ref (byte[]? Message, int Number) known = ref _known[hash.ToHashCode() & (Places - 1)];
        if (known.Message is { } same && message.SequenceEqual(same))
        {
            return known.Number;
        }

        int number = read(message);
        if (message.Length <= LongestMessage)
        {
            known = (message.ToArray(), number);
        }

        return number;
    }
}
