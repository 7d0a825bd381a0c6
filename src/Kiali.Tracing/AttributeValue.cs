using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Kiali.Tracing;

/// <summary>The value of an attribute, of any of OTLP's types. The default is the empty value.</summary>
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    private readonly long _bits;
    private readonly object? _reference;

    private AttributeValue(AttributeKind kind, long bits, object? reference)
    {
        Kind = kind;
        _bits = bits;
        _reference = reference;
    }

    /// <summary>The value's type; says which of the other members holds it.</summary>
    public AttributeKind Kind { get; }

    /// <summary>The text; null unless <see cref="Kind"/> is <see cref="AttributeKind.Text"/>.</summary>
    public string? Text => Kind == AttributeKind.Text ? (string?)_reference : null;

    /// <summary>The boolean; null unless <see cref="Kind"/> is <see cref="AttributeKind.Boolean"/>.</summary>
    public bool? Boolean => Kind == AttributeKind.Boolean ? _bits != 0 : null;

    /// <summary>The integer; null unless <see cref="Kind"/> is <see cref="AttributeKind.Integer"/>.</summary>
    public long? Integer => Kind == AttributeKind.Integer ? _bits : null;

    /// <summary>The double; null unless <see cref="Kind"/> is <see cref="AttributeKind.Number"/>.</summary>
    public double? Number => Kind == AttributeKind.Number ? BitConverter.Int64BitsToDouble(_bits) : null;

    /// <summary>The bytes; empty unless <see cref="Kind"/> is <see cref="AttributeKind.Bytes"/>.</summary>
    public ImmutableArray<byte> Bytes => _reference is ImmutableArray<byte> bytes ? bytes : [];

    /// <summary>The listed values; empty unless <see cref="Kind"/> is <see cref="AttributeKind.List"/>.</summary>
    public ImmutableArray<AttributeValue> List => _reference is ImmutableArray<AttributeValue> list ? list : [];

    /// <summary>The named values; empty unless <see cref="Kind"/> is <see cref="AttributeKind.Map"/>.</summary>
    public AttributeSet Map => _reference as AttributeSet ?? AttributeSet.Empty;

    internal long Bits => _bits;

    internal object? Reference => _reference;

    /// <summary>Makes a text value.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(string value) => new(AttributeKind.Text, 0, value);

    /// <summary>Makes a boolean value.</summary>
    /// <param name="value">The boolean.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(bool value) => new(AttributeKind.Boolean, value ? 1 : 0, null);

    /// <summary>Makes an integer value.</summary>
    /// <param name="value">The integer.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(long value) => new(AttributeKind.Integer, value, null);

    /// <summary>Makes a double value.</summary>
    /// <param name="value">The double.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(double value) => new(AttributeKind.Number, BitConverter.DoubleToInt64Bits(value), null);

    /// <summary>Makes a value of raw bytes.</summary>
    /// <param name="value">The bytes.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(ImmutableArray<byte> value) => new(AttributeKind.Bytes, 0, value);

    /// <summary>Makes a list.</summary>
    /// <param name="value">The listed values.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(ImmutableArray<AttributeValue> value) => new(AttributeKind.List, 0, value);

    /// <summary>Makes named values.</summary>
    /// <param name="value">The named values.</param>
    /// <returns>The value.</returns>
    public static AttributeValue Of(AttributeSet value) => new(AttributeKind.Map, 0, value);

    internal static AttributeValue Restore(AttributeKind kind, long bits, object? reference) => new(kind, bits, reference);

    /// <summary>The value as an integer, also when it was sent as text, as Envoy sends every attribute.</summary>
    /// <param name="value">The integer; 0 when it is none.</param>
    /// <returns>Whether it is one.</returns>
    public bool TryGetInteger(out long value)
    {
        value = _bits;
        if (Kind == AttributeKind.Integer)
        {
            return true;
        }

        value = 0;
        return Kind == AttributeKind.Text && long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Whether it is true, or the text <c>true</c> in any case.</summary>
    /// <returns>Whether it is true.</returns>
    public bool IsTrue() => Kind == AttributeKind.Boolean ? _bits != 0 : string.Equals(Text, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as text: what a person would read in a table.</summary>
    /// <returns>The text itself; numbers culture-invariant; bytes as base64; lists joined by <c>,</c>; maps as <c>key=value</c> joined by <c>,</c>; empty for no value.</returns>
    public override string ToString() => Kind switch
    {
        AttributeKind.Text => Text ?? string.Empty,
        AttributeKind.Boolean => _bits != 0 ? "true" : "false",
        AttributeKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        AttributeKind.Number => BitConverter.Int64BitsToDouble(_bits).ToString("R", CultureInfo.InvariantCulture),
        AttributeKind.Bytes => Convert.ToBase64String(Bytes.AsSpan()),
        AttributeKind.List => string.Join(',', List),
        AttributeKind.Map => MapText(),
        _ => string.Empty,
    };

    /// <summary>Whether both have the same type and the same value; lists and maps compare their items in order.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(AttributeValue other) => Kind == other.Kind && _bits == other._bits && Kind switch
    {
        AttributeKind.Text => (string?)_reference == (string?)other._reference,
        AttributeKind.Bytes => Bytes.AsSpan().SequenceEqual(other.Bytes.AsSpan()),
        AttributeKind.List => List.AsSpan().SequenceEqual(other.List.AsSpan()),
        AttributeKind.Map => Map.Equals(other.Map),
        _ => true,
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _bits, Text, List.Length, Map.Count);

    /// <summary>Whether both are equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    private string MapText()
    {
        StringBuilder text = new();
        foreach ((string key, AttributeValue value) in Map)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(key).Append('=').Append(value.ToString());
        }

        return text.ToString();
    }
}
