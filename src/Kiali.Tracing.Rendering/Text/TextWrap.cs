using System.Text;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Text;

/// <summary>Makes lines for a terminal of a given width.</summary>
internal static class TextWrap
{
    /// <summary>A line's text without its looks, made visible.</summary>
    public static string Plain(TextLine line) => line.Count switch
    {
        0 => "",
        1 => VisibleText.OnOneLine(line[0].Text),
        _ => string.Concat(line.Select(run => VisibleText.OnOneLine(run.Text))),
    };

    /// <summary>Cuts a text to a number of columns.</summary>
    public static string Cut(string text, int columns)
    {
        if (text.Length <= columns / 2 || TextWidth.Columns(text) <= columns)
        {
            return text;
        }

        StringBuilder kept = new();
        int left = columns - 1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            left -= TextWidth.Columns(rune);
            if (left < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append('…').ToString();
    }

    /// <summary>Breaks a text at spaces; a word longer than a line is broken where the line ends.</summary>
    public static IEnumerable<string> Wrap(string text, int columns, string indent = "")
    {
        int room = Math.Max(1, columns - indent.Length);
        string first = "";
        StringBuilder line = new();
        int width = 0;
        foreach (string word in Words(text, room))
        {
            int wordWidth = TextWidth.Columns(word);
            if (width > 0 && width + 1 + wordWidth > room)
            {
                yield return first + line;
                first = indent;
                line.Clear();
                width = 0;
            }

            line.Append(width > 0 ? " " : "").Append(word);
            width += (width > 0 ? 1 : 0) + wordWidth;
        }

        yield return first + line;
    }

    private static IEnumerable<string> Words(string text, int room)
    {
        foreach (string word in text.Split(' '))
        {
            if (word.Length <= room && TextWidth.Columns(word) <= room)
            {
                yield return word;
                continue;
            }

            StringBuilder part = new();
            int width = 0;
            foreach (Rune rune in word.EnumerateRunes())
            {
                if (width + TextWidth.Columns(rune) > room && part.Length > 0)
                {
                    yield return part.ToString();
                    part.Clear();
                    width = 0;
                }

                part.Append(rune.ToString());
                width += TextWidth.Columns(rune);
            }

            yield return part.ToString();
        }
    }
}
