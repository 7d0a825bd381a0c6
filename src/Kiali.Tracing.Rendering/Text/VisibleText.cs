using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Rendering.Text;

/// <summary>Makes hostile text harmless to look at: what would steer a terminal, reorder a line or break a document is written out.</summary>
/// <remarks>It does not encode for HTML, SVG or CSV: that is the renderer's, afterwards.</remarks>
public static class VisibleText
{
    /// <summary>The most UTF-16 units of one run that any output shows.</summary>
    public const int MaximumLength = 20_000;

    /// <summary>Makes a text visible on one line.</summary>
    /// <param name="text">The text; may hold anything.</param>
    /// <param name="maximumLength">How many UTF-16 units of it are shown, at least 1; default <see cref="MaximumLength"/>.</param>
    /// <returns>The text with control characters and bidirectional overrides as <c>\x1b</c> and <c>\u202e</c>, line ends and tabs as
    /// spaces, and halves of surrogate pairs as U+FFFD. What is too long ends in <c>… [1,048,576 characters, cut]</c>.</returns>
    public static string OnOneLine(string text, int maximumLength = MaximumLength)
    {
        int shown = text.Length <= maximumLength ? text.Length : CutAt(text, maximumLength);
        int first = FirstOddity(text, shown);
        if (first == text.Length)
        {
            return text;
        }

        StringBuilder builder = new(text, 0, first, Math.Min(shown, text.Length) + 32);
        for (int i = first; i < shown; i++)
        {
            i += Append(builder, text, i, shown) - 1;
        }

        if (shown < text.Length)
        {
            builder.Append(CultureInfo.InvariantCulture, $"… [{text.Length:#,0} characters, cut]");
        }

        return builder.ToString();
    }

    private static int CutAt(string text, int maximumLength) =>
        char.IsHighSurrogate(text[maximumLength - 1]) ? maximumLength - 1 : maximumLength;

    private static int FirstOddity(string text, int shown)
    {
        for (int i = 0; i < shown; i++)
        {
            char c = text[i];
            if (IsOdd(c) || char.IsSurrogate(c))
            {
                return i;
            }
        }

        return shown;
    }

    // Returns how many UTF-16 units it has dealt with.
    private static int Append(StringBuilder builder, string text, int index, int end)
    {
        char c = text[index];
        switch (c)
        {
            case '\r' when index + 1 < end && text[index + 1] == '\n':
                return 1;
            case '\n' or '\r' or '\u2028' or '\u2029':
                builder.Append(' ');
                return 1;
            case '\t':
                builder.Append("    ");
                return 1;
        }

        if (char.IsHighSurrogate(c) && index + 1 < end && char.IsLowSurrogate(text[index + 1]))
        {
            // The tags block hides text, and the last two of each plane are no characters.
            int code = char.ConvertToUtf32(c, text[index + 1]);
            if (code is >= 0xe0000 and <= 0xe0fff || (code & 0xfffe) == 0xfffe)
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\u{{{code:x}}}");
            }
            else
            {
                builder.Append(c).Append(text[index + 1]);
            }

            return 2;
        }

        if (char.IsSurrogate(c) || c is '\ufffe' or '\uffff')
        {
            builder.Append('\ufffd');
        }
        else if (IsOdd(c))
        {
            builder.Append(CultureInfo.InvariantCulture, $"\\{(c < 0x100 ? "x" : "u")}").Append(((int)c).ToString(c < 0x100 ? "x2" : "x4", CultureInfo.InvariantCulture));
        }
        else
        {
            builder.Append(c);
        }

        return 1;
    }

    // Controls, line separators, bidirectional marks, embeddings, overrides and isolates, and invisible formatting.
    private static bool IsOdd(char c) => c switch
    {
        < ' ' or (>= '\u007f' and <= '\u009f') => true,
        '\u00ad' or '\u061c' or '\u180e' or '\u200b' or '\u200e' or '\u200f' => true,
        >= '\u2028' and <= '\u202e' => true,
        >= '\u2060' and <= '\u206f' => true,
        '\ufeff' or (>= '\ufff0' and <= '\ufffb') or '\ufffe' or '\uffff' => true,
        _ => false,
    };
}
