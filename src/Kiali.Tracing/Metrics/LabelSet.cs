using System.Collections;
using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>The labels of a series, sorted by name, names distinct, without the metric's name. Equality is by content.</summary>
public sealed class LabelSet : IReadOnlyList<Label>, IEquatable<LabelSet>, IComparable<LabelSet>
{
    private readonly ImmutableArray<Label> _labels;
    private readonly int _hash;

    private LabelSet(ImmutableArray<Label> labels)
    {
        _labels = labels;
        HashCode hash = default;
        foreach (Label label in labels)
        {
            hash.Add(label.Name, StringComparer.Ordinal);
            hash.Add(label.Value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The set without labels.</summary>
    public static LabelSet Empty { get; } = new([]);

    /// <summary>How many labels there are.</summary>
    public int Count => _labels.Length;

    /// <summary>The label at a position in name order.</summary>
    /// <param name="index">The position, from 0.</param>
    public Label this[int index] => _labels[index];

    /// <summary>Makes a set; labels with an empty value are left out, as they equal absent ones.</summary>
    /// <param name="labels">The labels, in any order.</param>
    /// <returns>The set.</returns>
    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public static LabelSet Create(IEnumerable<Label> labels)
    {
        ImmutableArray<Label> sorted = [.. labels.Where(label => label.Value.Length > 0).OrderBy(label => label.Name, StringComparer.Ordinal)];
        for (int index = 1; index < sorted.Length; index++)
        {
            if (sorted[index].Name == sorted[index - 1].Name)
            {
                throw new ArgumentException($"The label {sorted[index].Name} comes twice.", nameof(labels));
            }
        }

        return sorted.IsEmpty ? Empty : new LabelSet(sorted);
    }

    /// <summary>The value of a label.</summary>
    /// <param name="name">The label's name.</param>
    /// <returns>The value; empty when the label is absent.</returns>
    public string GetValue(string name)
    {
        foreach (Label label in _labels)
        {
            if (label.Name == name)
            {
                return label.Value;
            }
        }

        return string.Empty;
    }

    /// <summary>The labels of some names only, as <c>by (…)</c> keeps them.</summary>
    /// <param name="names">The names to keep.</param>
    /// <returns>The smaller set.</returns>
    public LabelSet Keep(ImmutableArray<string> names) => Create(_labels.Where(label => names.Contains(label.Name)));

    /// <inheritdoc/>
    public IEnumerator<Label> GetEnumerator() => ((IEnumerable<Label>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) => other is not null && _hash == other._hash && _labels.AsSpan().SequenceEqual(other._labels.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Orders label by label, by name and then value, ordinally.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(LabelSet? other)
    {
        if (other is null)
        {
            return 1;
        }

        for (int index = 0; index < Math.Min(Count, other.Count); index++)
        {
            int order = string.CompareOrdinal(_labels[index].Name, other._labels[index].Name);
            order = order != 0 ? order : string.CompareOrdinal(_labels[index].Value, other._labels[index].Value);
            if (order != 0)
            {
                return order;
            }
        }

        return Count.CompareTo(other.Count);
    }

    /// <summary>The labels as Prometheus writes them.</summary>
    /// <returns>For instance <c>{reporter="source"}</c>.</returns>
    public override string ToString() => "{" + string.Join(',', _labels.Select(label => $"{label.Name}=\"{label.Value}\"")) + "}";

    /// <summary>Whether both are equal.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(LabelSet? left, LabelSet? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(LabelSet? left, LabelSet? right) => !(left == right);

    /// <summary>Whether the left comes first.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static bool operator <(LabelSet left, LabelSet right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left comes last.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static bool operator >(LabelSet left, LabelSet right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left does not come last.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static bool operator <=(LabelSet left, LabelSet right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left does not come first.</summary>
    /// <param name="left">One set.</param>
    /// <param name="right">Another.</param>
    public static bool operator >=(LabelSet left, LabelSet right) => left.CompareTo(right) >= 0;
}
