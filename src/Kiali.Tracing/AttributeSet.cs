using System.Collections;
using System.Collections.Immutable;

namespace Kiali.Tracing;

/// <summary>Named values in the order they were recorded. A key may repeat, as it may on some wires.</summary>
public sealed class AttributeSet : IReadOnlyList<KeyValuePair<string, AttributeValue>>, IEquatable<AttributeSet>
{
    private readonly ImmutableArray<KeyValuePair<string, AttributeValue>> _items;

    /// <summary>Makes a set.</summary>
    /// <param name="items">The named values, in order.</param>
    public AttributeSet(ImmutableArray<KeyValuePair<string, AttributeValue>> items)
    {
        _items = items.IsDefault ? [] : items;
    }

    /// <summary>The set without values.</summary>
    public static AttributeSet Empty { get; } = new([]);

    /// <summary>How many values there are, repeats included.</summary>
    public int Count => _items.Length;

    /// <summary>The value at a position.</summary>
    /// <param name="index">The position, from 0.</param>
    public KeyValuePair<string, AttributeValue> this[int index] => _items[index];

    /// <summary>Makes a set of text values.</summary>
    /// <param name="items">Keys and texts.</param>
    /// <returns>The set.</returns>
    public static AttributeSet OfTexts(params ReadOnlySpan<(string Key, string Value)> items)
    {
        ImmutableArray<KeyValuePair<string, AttributeValue>>.Builder builder =
            ImmutableArray.CreateBuilder<KeyValuePair<string, AttributeValue>>(items.Length);
        foreach ((string key, string value) in items)
        {
            builder.Add(new(key, AttributeValue.Of(value)));
        }

        return new AttributeSet(builder.MoveToImmutable());
    }

    /// <summary>The first value of a key.</summary>
    /// <param name="key">The key, compared exactly.</param>
    /// <param name="value">The value; empty when there is none.</param>
    /// <returns>Whether the key is there.</returns>
    public bool TryGet(string key, out AttributeValue value)
    {
        foreach (KeyValuePair<string, AttributeValue> item in _items)
        {
            if (item.Key == key)
            {
                value = item.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>The first value of a key as text.</summary>
    /// <param name="key">The key, compared exactly.</param>
    /// <returns>The text, or null when the key is absent or its value empty.</returns>
    public string? GetText(string key) => TryGet(key, out AttributeValue value) && value.Kind != AttributeKind.Empty ? value.ToString() : null;

    /// <summary>The first value of a key as an integer, also when it was sent as text.</summary>
    /// <param name="key">The key, compared exactly.</param>
    /// <returns>The integer, or null when the key is absent or no integer.</returns>
    public long? GetInteger(string key) => TryGet(key, out AttributeValue value) && value.TryGetInteger(out long integer) ? integer : null;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, AttributeValue>>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both have equal keys and values in the same order.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(AttributeSet? other) => other is not null && _items.AsSpan().SequenceEqual(other._items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributeSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (KeyValuePair<string, AttributeValue> item in _items)
        {
            hash.Add(item.Key, StringComparer.Ordinal);
            hash.Add(item.Value);
        }

        return hash.ToHashCode();
    }
}
