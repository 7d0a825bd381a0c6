using System.Globalization;

namespace Kiali.Tracing.Formatting;

/// <summary>Shortens names and ids as every output does. The whole of them is in the tooltip and in the frame.</summary>
public static class NameText
{
    private const int IdDigits = 7;
    private const int PaddedDigits = 32;

    /// <summary>The first 7 digits of an id: <c>7f3c9a1</c>. Of a 64-bit id that was padded to 128 bits, those after the zeros.</summary>
    /// <param name="id">The id, hex.</param>
    /// <returns>Its start, or all of it when it is shorter.</returns>
    public static string ShortId(string id)
    {
        if (id.Length == PaddedDigits && id.AsSpan(0, PaddedDigits / 2).IndexOfAnyExcept('0') < 0)
        {
            int start = Math.Min(id.AsSpan().IndexOfAnyExcept('0') is int first and >= 0 ? first : PaddedDigits, PaddedDigits - IdDigits);
            return id.Substring(start, IdDigits);
        }

        return id.Length <= IdDigits ? id : id[..IdDigits];
    }

    /// <summary>A pod's name without what its replica set adds: <c>ratings-v1-…-w7mzn</c>.</summary>
    /// <param name="pod">The pod's name.</param>
    /// <returns>The name with the last part but one as <c>…</c> when it looks like a replica set's hash, else the name.</returns>
    public static string ShortPod(string pod)
    {
        int last = pod.LastIndexOf('-');
        int hash = last <= 0 ? -1 : pod.LastIndexOf('-', last - 1);
        if (hash <= 0 || pod.Length - last - 1 != 5 || last - hash - 1 is < 5 or > 10)
        {
            return pod;
        }

        ReadOnlySpan<char> middle = pod.AsSpan(hash + 1, last - hash - 1);
        foreach (char c in middle)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
            {
                return pod;
            }
        }

        return string.Concat(pod.AsSpan(0, hash), "-…", pod.AsSpan(last));
    }

    /// <summary>Cuts a text to a number of characters as a reader counts them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximum">How many it may have, the <c>…</c> included, at least 1.</param>
    /// <returns>The text, or its start with a <c>…</c>; never half a character.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is below 1.</exception>
    public static string Cut(string text, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        if (text.Length <= maximum)
        {
            return text;
        }

        int kept = 0;
        int end = 0;
        while (end < text.Length)
        {
            int next = end + StringInfo.GetNextTextElementLength(text, end);
            if (++kept == maximum)
            {
                return next == text.Length ? text : string.Concat(text.AsSpan(0, end), "…");
            }

            end = next;
        }

        return text;
    }

    /// <summary>Keeps a short text on one line.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with its spaces as no-break spaces.</returns>
    public static string NoBreak(string text) => text.Replace(' ', '\u00a0');
}
