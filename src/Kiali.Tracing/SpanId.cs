using System.Buffers.Binary;
using System.Globalization;

namespace Kiali.Tracing;

/// <summary>The 8-byte id of a span within its trace, as of W3C Trace Context.</summary>
/// <param name="Value">The eight bytes, big-endian.</param>
public readonly record struct SpanId(ulong Value) : IComparable<SpanId>
{
    /// <summary>Whether the id is all zeros, which stands for "none" on the wire.</summary>
    public bool IsZero => Value == 0;

    /// <summary>Reads an id from its raw bytes.</summary>
    /// <param name="bytes">8 bytes.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The length is not 8.</exception>
    public static SpanId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == 8
        ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes))
        : throw new FormatException($"A span id has 8 bytes, not {bytes.Length.ToString(CultureInfo.InvariantCulture)}.");

    /// <summary>Reads an id from 1 to 16 hexadecimal digits of either case, with or without <c>0x</c>.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="id">The id; zero when the text is none.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out SpanId id)
    {
        id = default;
        text = text.Trim();
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
        }

        if (text.Length is 0 or > 16
            || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value))
        {
            return false;
        }

        id = new SpanId(value);
        return true;
    }

    /// <summary>Reads an id as <see cref="TryParse"/> does.</summary>
    /// <param name="text">The digits.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static SpanId Parse(ReadOnlySpan<char> text) => TryParse(text, out SpanId id)
        ? id
        : throw new FormatException("A span id is 1 to 16 hexadecimal digits.");

    /// <inheritdoc/>
    public int CompareTo(SpanId other) => Value.CompareTo(other.Value);

    /// <summary>The id as 16 lower-case hexadecimal digits.</summary>
    /// <returns>The digits.</returns>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether the left id is the smaller number.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(SpanId left, SpanId right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left id is the larger number.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(SpanId left, SpanId right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left id is not the larger number.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(SpanId left, SpanId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left id is not the smaller number.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(SpanId left, SpanId right) => left.CompareTo(right) >= 0;
}
