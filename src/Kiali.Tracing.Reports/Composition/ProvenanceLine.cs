namespace Kiali.Tracing.Reports.Composition;

/// <summary>A line of "Where it comes from".</summary>
/// <param name="Label">The kind of data.</param>
/// <param name="Text">Where it came from.</param>
/// <param name="IsGap">Whether it says what is missing.</param>
internal sealed record ProvenanceLine(string Label, string Text, bool IsGap);
