namespace Kiali.Tracing.Reports.Text;

/// <summary>One line of words.</summary>
/// <param name="Tokens">The words and the spaces between them, from left to right.</param>
/// <param name="Width">From the first word's left to the last word's right edge, in points; trailing spaces don't count.</param>
/// <param name="Pitch">The line's height in points.</param>
/// <param name="Baseline">From the line's top to its baseline, in points.</param>
internal sealed record GlyphLine(TextToken[] Tokens, float Width, float Pitch, float Baseline);
