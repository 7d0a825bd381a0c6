namespace Kiali.Tracing.Reports.Text;

/// <summary>A stretch of text in one style.</summary>
/// <param name="Text">The text as it came; what would hide or reorder text is written out when it is laid out.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct TextSpan(string Text, TextStyle Style);
