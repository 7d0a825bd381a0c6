using System.Globalization;
using System.Text;

namespace Kiali.Tracing.Figures;

/// <summary>Estimates how wide a text will be, without a font: for cutting labels and keeping them apart.</summary>
/// <remarks>The widths are those of DejaVu Sans Condensed rounded up, the widest usual font of the stack, so that a text seldom comes out wider.</remarks>
public static class TextWidth
{
    /// <summary>The estimated width of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Its size, px.</param>
    /// <param name="bold">Whether it is bold.</param>
    /// <param name="mono">Whether it is in the monospaced face.</param>
    /// <returns>The width, px.</returns>
    public static double Estimate(string text, double size, bool bold = false, bool mono = false)
    {
        double ems = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            ems += mono ? (IsWide(rune) ? 1.2 : 0.6) : Ems(rune);
        }

        return ems * size * (bold && !mono ? 1.08 : 1);
    }

    /// <summary>The estimated width of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="size">Its size, px.</param>
    /// <returns>The width, px.</returns>
    public static double Estimate(TextLine line, double size) => line.Sum(run => Estimate(run.Text, size, run.Bold, run.Mono));

    /// <summary>How many columns of a terminal a text takes.</summary>
    /// <param name="text">The text, without control characters.</param>
    /// <returns>Two for each wide (East Asian, emoji) character, none for a combining or formatting one, one for each other.</returns>
    public static int Columns(string text)
    {
        int columns = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            columns += Columns(rune);
        }

        return columns;
    }

    /// <summary>How many columns of a terminal a character takes.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>0, 1 or 2.</returns>
    public static int Columns(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune) ? 2 : 1,
    };

    /// <summary>Cuts a text to a width.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">Its size, px.</param>
    /// <param name="maximumWidth">The width it may take, px.</param>
    /// <param name="bold">Whether it is bold.</param>
    /// <param name="mono">Whether it is in the monospaced face.</param>
    /// <returns>The text, or as much of its start as fits before a <c>…</c>; never half a surrogate pair.</returns>
    public static string Cut(string text, double size, double maximumWidth, bool bold = false, bool mono = false)
    {
        string head = text.Length > 4096 ? text[..4096] : text;
        if (head.Length == text.Length && Estimate(text, size, bold, mono) <= maximumWidth)
        {
            return text;
        }

        double left = maximumWidth - Estimate("…", size, bold, mono);
        int end = 0;
        foreach (Rune rune in head.EnumerateRunes())
        {
            left -= Estimate(rune.ToString(), size, bold, mono);
            if (left < 0)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return string.Concat(head.AsSpan(0, Math.Min(end, head.Length)).TrimEnd(), "…");
    }

    /// <summary>Cuts a line to a width.</summary>
    /// <param name="line">The line.</param>
    /// <param name="size">Its size, px.</param>
    /// <param name="maximumWidth">The width it may take, px.</param>
    /// <returns>The line, or as many of its runs as fit, the last one cut with <c>…</c>.</returns>
    public static TextLine Cut(TextLine line, double size, double maximumWidth)
    {
        List<TextRun> kept = [];
        double left = maximumWidth;
        foreach (TextRun run in line)
        {
            string text = Cut(run.Text, size, left, run.Bold, run.Mono);
            kept.Add(run with { Text = text });
            if (text != run.Text)
            {
                break;
            }

            left -= Estimate(text, size, run.Bold, run.Mono);
        }

        return TextLine.Create([.. kept]);
    }

    private static double Ems(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '|' or '\'' or '!' => 0.3,
        ' ' or 0xa0 or 'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '/' or '-' or '·' => 0.36,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '…' or '→' or '←' => 0.88,
        >= '0' and <= '9' => 0.575,
        >= 'A' and <= 'Z' => 0.66,
        >= 'a' and <= 'z' => 0.56,
        _ => IsWide(rune) ? 1.05 : 0.7,
    };

    private static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff)
        or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd);
}
