using System.Buffers.Binary;
using System.Globalization;

namespace Kiali.Tracing;

/// <summary>The 16-byte id of a trace, as of W3C Trace Context.</summary>
/// <remarks>A 64-bit id, as older Jaeger and Zipkin clients send it, is left-padded with zeros. Ordered as an unsigned 128-bit number.</remarks>
/// <param name="High">The first eight bytes, big-endian.</param>
/// <param name="Low">The last eight bytes, big-endian; all of a 64-bit id.</param>
public readonly record struct TraceId(ulong High, ulong Low) : IComparable<TraceId>
{
    /// <summary>Whether the id is all zeros, which no valid trace has.</summary>
    public bool IsZero => High == 0 && Low == 0;

    /// <summary>Reads an id from its raw bytes.</summary>
    /// <param name="bytes">16 bytes, or 8 bytes of a 64-bit id.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The length is neither 8 nor 16.</exception>
    public static TraceId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        16 => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..])),
        8 => new(0, BinaryPrimitives.ReadUInt64BigEndian(bytes)),
        _ => throw new FormatException($"A trace id has 8 or 16 bytes, not {bytes.Length.ToString(CultureInfo.InvariantCulture)}."),
    };

    /// <summary>Reads an id from 1 to 32 hexadecimal digits of either case, with or without <c>0x</c>.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="id">The id; zero when the text is none.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out TraceId id)
    {
        id = default;
        text = text.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
        }

        if (text.Length is 0 or > 32)
        {
            return false;
        }

        ReadOnlySpan<char> low = text.Length > 16 ? text[^16..] : text;
        ReadOnlySpan<char> high = text.Length > 16 ? text[..^16] : "0";
        if (!ulong.TryParse(high, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong highValue)
            || !ulong.TryParse(low, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong lowValue))
        {
            return false;
        }

        id = new TraceId(highValue, lowValue);
        return true;
    }

    /// <summary>Reads an id as <see cref="TryParse"/> does.</summary>
    /// <param name="text">The digits.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static TraceId Parse(ReadOnlySpan<char> text) => TryParse(text, out TraceId id)
        ? id
        : throw new FormatException("A trace id is 1 to 32 hexadecimal digits.");

    /// <inheritdoc/>
    public int CompareTo(TraceId other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>The id as 32 lower-case hexadecimal digits.</summary>
    /// <returns>The digits.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary>Whether the left id is the smaller number.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(TraceId left, TraceId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left id is the larger number.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(TraceId left, TraceId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left id is not the larger number.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(TraceId left, TraceId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left id is not the smaller number.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(TraceId left, TraceId right) => left.CompareTo(right) >= 0;
}
