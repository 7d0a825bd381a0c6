namespace Kiali.Tracing.Tool.Jupyter.Host;

/// <summary>Text that can be written as UTF-8.</summary>
internal static class WellFormed
{
    /// <summary>The text, with the replacement character in place of each half of a surrogate pair that stands alone.</summary>
    public static string Text(string text)
    {
        int bad = FirstLone(text, 0);
        if (bad < 0)
        {
            return text;
        }

        char[] chars = text.ToCharArray();
        for (; bad >= 0; bad = FirstLone(text, bad + 1))
        {
            chars[bad] = '\uFFFD';
        }

        return new string(chars);
    }

    private static int FirstLone(string text, int start)
    {
        for (int i = start; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            return i;
        }

        return -1;
    }
}
