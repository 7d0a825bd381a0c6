using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>Keeps the series whose label agrees with one of some values, or with none of them.</summary>
/// <remarks>In PromQL <c>name="value"</c>, <c>name=~"a|b"</c>, <c>name!="value"</c>. An absent label has the empty value.</remarks>
/// <param name="Name">The label's name.</param>
/// <param name="Values">The values; at least one.</param>
/// <param name="Negated">Whether to keep the series that agree with none of the values.</param>
/// <param name="Kind">When a label agrees with a value; default when it equals it.</param>
public sealed record LabelMatcher(string Name, ImmutableArray<string> Values, bool Negated = false, LabelMatchKind Kind = LabelMatchKind.Equal)
{
    // RE2's special characters; ours are escaped one by one, so that the pattern means the same in .NET and in PromQL.
    private const string SpecialCharacters = @"\.+*?()|[]{}^$";

    /// <summary>What the label must match as a whole (or must not, if <see cref="Negated"/>), as a regular expression of RE2: for <c>=~</c> and <c>!~</c> of PromQL.</summary>
    public string Pattern => string.Join('|', Values.Select(value => Kind == LabelMatchKind.Within ? $".+{Escape(value)}.+" : Escape(value)));

    /// <summary>Keeps the series whose label has a value.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="values">The values; one of them must hold.</param>
    /// <returns>The matcher.</returns>
    public static LabelMatcher Equal(string name, params ReadOnlySpan<string> values) => new(name, [.. values]);

    /// <summary>Keeps the series whose label does not have a value.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The matcher.</returns>
    public static LabelMatcher NotEqual(string name, string value) => new(name, [value], Negated: true);

    /// <summary>Keeps the series whose label has a text within it, with something before and after.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="texts">The texts; one of them must be there.</param>
    /// <returns>The matcher.</returns>
    public static LabelMatcher Within(string name, ImmutableArray<string> texts) => new(name, texts, Kind: LabelMatchKind.Within);

    /// <summary>Whether labels pass.</summary>
    /// <param name="labels">A series' labels.</param>
    /// <returns>Whether they do.</returns>
    public bool Matches(LabelSet labels)
    {
        string value = labels.GetValue(Name);
        return (Kind == LabelMatchKind.Within ? Values.Any(text => IsWithin(value, text)) : Values.Contains(value)) != Negated;
    }

    private static bool IsWithin(string value, string text)
        => value.Length >= text.Length + 2 && value.AsSpan(1, value.Length - 2).Contains(text, StringComparison.Ordinal);

    private static string Escape(string value)
        => string.Concat(value.Select(character => SpecialCharacters.Contains(character) ? $"\\{character}" : character.ToString()));
}
