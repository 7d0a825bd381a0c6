namespace Kiali.Tracing.Interactive.Hosting;

/// <summary>One way to go on at the cursor of a verb's line.</summary>
/// <param name="Text">What replaces the word at the cursor.</param>
/// <param name="Kind">What it is: <c>verb</c>, <c>option</c> or <c>value</c>.</param>
/// <param name="Description">One line for a tooltip; null when the text says it all.</param>
public sealed record VerbCompletion(string Text, string Kind, string? Description);
