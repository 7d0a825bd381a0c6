namespace Kiali.Tracing.Interactive.Hosting;

/// <summary>One output of a verb, in the forms that every host can show.</summary>
/// <param name="PlainText">The whole output as text; never empty for a shown result.</param>
/// <param name="Html">The same as HTML that is complete without script, style sheet, network or kernel; null when the text is all there is.</param>
public sealed record RenderedOutput(string PlainText, string? Html);
