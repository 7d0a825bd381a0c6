using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Reports.Text;

/// <summary>Makes recorded text harmless on paper: what has no shape of its own is written out.</summary>
internal static class PrintableText
{
    /// <summary>Escapes control characters, direction overrides, invisible characters and lone surrogates.</summary>
    /// <param name="text">Text of any origin.</param>
    /// <returns>The same instance when nothing had to be escaped. Tabs become two spaces; line feeds are kept.</returns>
    public static string Of(string text)
    {
        int first = FirstUnprintable(text);
        return first < 0 ? text : Escape(text, first);
    }

    private static int FirstUnprintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is >= ' ' and < '\u007f' or '\n')
            {
                continue;
            }

            if (c < 0xA0 || !IsPlain(text, i))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsPlain(string text, int index)
    {
        char c = text[index];
        if (char.IsSurrogate(c))
        {
            return char.IsHighSurrogate(c)
                ? index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
                : index > 0 && char.IsHighSurrogate(text[index - 1]);
        }

        return char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
    }

    private static string Escape(string text, int first)
    {
        StringBuilder escaped = new(text.Length + 16);
        escaped.Append(text, 0, first);
        for (int i = first; i < text.Length; i++)
        {
            char c = text[i];
            if (c is >= ' ' and < '\u007f' or '\n')
            {
                escaped.Append(c);
            }
            else if (c == '\t')
            {
                escaped.Append("  ");
            }
            else if (c == '\r')
            {
                // A line that ends in CR LF is one line; a CR alone would overprint on a terminal and says so here.
                escaped.Append(i + 1 < text.Length && text[i + 1] == '\n' ? string.Empty : "\\r");
            }
            else if (c < 0xA0)
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            }
            else if (char.IsSurrogate(c) && !IsPlain(text, i))
            {
                escaped.Append('\uFFFD');
            }
            else if (IsPlain(text, i))
            {
                escaped.Append(c);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
        }

        return escaped.ToString();
    }
}
