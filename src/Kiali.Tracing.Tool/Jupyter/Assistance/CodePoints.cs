namespace Kiali.Tracing.Tool.Jupyter.Assistance;

/// <summary>Converts cursors: the protocol counts code points, .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>The UTF-16 unit at a code point; the text's end when the text is shorter.</summary>
    public static int ToUtf16(string text, int codePoints)
    {
        int unit = 0;
        for (int seen = 0; seen < codePoints && unit < text.Length; seen++)
        {
            unit += unit + 1 < text.Length && char.IsSurrogatePair(text, unit) ? 2 : 1;
        }

        return unit;
    }

    /// <summary>How many code points stand before a UTF-16 unit.</summary>
    public static int FromUtf16(string text, int unit)
    {
        int codePoints = 0;
        for (int i = 0; i < unit; codePoints++)
        {
            i += i + 1 < text.Length && char.IsSurrogatePair(text, i) ? 2 : 1;
        }

        return codePoints;
    }
}
