using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Views;

/// <summary>One key figure of a <see cref="FactsBlock"/>.</summary>
/// <param name="Label">What it is, with its unit: <c>duration, ms</c>.</param>
/// <param name="Value">The figure, shown bold under the label.</param>
public sealed record Fact(string Label, TextLine Value)
{
    /// <summary>The colours of a fact that must be seen, such as errors; null (the default) has none.</summary>
    public Tone? Tone { get; init; }

    /// <summary>What a pointer over it says; null says nothing.</summary>
    public string? Tooltip { get; init; }
}
