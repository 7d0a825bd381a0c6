namespace Kiali.Tracing.Reports.Text;

/// <summary>Where a line of Latin text may be broken.</summary>
internal static class BreakOpportunity
{
    /// <summary>The length of the next unbreakable stretch: a run of spaces, or a word up to its next break.</summary>
    /// <param name="text">Text that is not empty.</param>
    public static int Next(ReadOnlySpan<char> text)
    {
        if (text[0] == ' ')
        {
            int spaces = text.IndexOfAnyExcept(' ');
            return spaces < 0 ? text.Length : spaces;
        }

        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == ' ')
            {
                return i;
            }

            if (BreaksAfter(text[i - 1]) && IsInsideWord(text, i))
            {
                return i;
            }
        }

        return text.Length;
    }

    private static bool BreaksAfter(char c) => c is '-' or '/' or '\u2013' or '\u2014' or '\u200B';

    // "-1" and "//" stay together: a break needs something before the sign, and something else after it.
    private static bool IsInsideWord(ReadOnlySpan<char> text, int index) =>
        index >= 2 && !BreaksAfter(text[index]) && !char.IsDigit(text[index]);
}
