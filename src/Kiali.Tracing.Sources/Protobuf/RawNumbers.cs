namespace Kiali.Tracing.Sources.Protobuf;

/// <summary>Remembers the number that a message was given, by its bytes: what writes telemetry sends the same resource with each batch.</summary>
internal sealed class RawNumbers
{
    private const int Most = 1024;
    private const int LongestMessage = 1 << 14;

    private readonly Dictionary<int, (byte[] Message, int Number)> _known = [];

    /// <summary>Finds a message's number.</summary>
    /// <param name="message">The message.</param>
    /// <param name="number">Its number.</param>
    /// <returns>Whether it is remembered.</returns>
    public bool TryGet(ReadOnlySpan<byte> message, out int number)
    {
        if (_known.TryGetValue(HashOf(message), out (byte[] Message, int Number) known) && message.SequenceEqual(known.Message))
        {
            number = known.Number;
            return true;
        }

        number = 0;
        return false;
    }

    /// <summary>Remembers a number.</summary>
    /// <param name="message">The message.</param>
    /// <param name="number">Its number.</param>
    public void Add(ReadOnlySpan<byte> message, int number)
    {
        if (_known.Count < Most && message.Length <= LongestMessage)
        {
            _known[HashOf(message)] = (message.ToArray(), number);
        }
    }

    private static int HashOf(ReadOnlySpan<byte> message)
    {
        HashCode hash = default;
        hash.AddBytes(message);
        return hash.ToHashCode();
    }
}
