using System.Collections.Immutable;

namespace Kiali.Tracing.Metrics;

/// <summary>Keeps the series whose label has one of some values, or none of them.</summary>
/// <remarks>In PromQL <c>name="value"</c>, <c>name=~"a|b"</c>, <c>name!="value"</c>. Values are compared exactly; an absent label has the empty value.</remarks>
/// <param name="Name">The label's name.</param>
/// <param name="Values">The values; at least one.</param>
/// <param name="Negated">Whether to keep the series that have none of the values.</param>
public sealed record LabelMatcher(string Name, ImmutableArray<string> Values, bool Negated = false)
{
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

    /// <summary>Whether labels pass.</summary>
    /// <param name="labels">A series' labels.</param>
    /// <returns>Whether they do.</returns>
    public bool Matches(LabelSet labels) => Values.Contains(labels.GetValue(Name)) != Negated;
}
