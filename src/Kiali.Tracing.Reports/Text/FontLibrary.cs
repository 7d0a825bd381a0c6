using System.Text;
using Kiali.Tracing.Rendering.Fonts;

namespace Kiali.Tracing.Reports.Text;

/// <summary>The faces of one document, and the words already shaped in them.</summary>
/// <remarks>Not thread-safe; one document, one library.</remarks>
internal sealed class FontLibrary : IDisposable
{
    private const int MaximumCachedLength = 40;
    private const int MaximumCachedWords = 50_000;

    private readonly FontFace[] _faces;
    private readonly Dictionary<string, ShapedWord>[] _words;
    private readonly SortedDictionary<int, int> _missing = [];

    public FontLibrary()
    {
        _faces =
        [
            new(FontRole.Body, BundledFont.InterRegular),
            new(FontRole.SemiBold, BundledFont.InterSemiBold),
            new(FontRole.Bold, BundledFont.InterBold),
            new(FontRole.Mono, BundledFont.JetBrainsMonoRegular),
            new(FontRole.MonoBold, BundledFont.JetBrainsMonoBold),
        ];
        _words = [.. Enumerable.Range(0, _faces.Length * 2).Select(_ => new Dictionary<string, ShapedWord>(StringComparer.Ordinal))];
    }

    /// <summary>Every face, in the order of <see cref="FontRole"/>.</summary>
    public IReadOnlyList<FontFace> Faces => _faces;

    /// <summary>Grows whenever a glyph or character is asked for that was not asked for before.</summary>
    public int UseCount => _faces.Sum(face => face.UseCount);

    /// <summary>Characters that no face has, with how often each was shaped.</summary>
    public IReadOnlyDictionary<int, int> MissingCharacters => _missing;

    /// <summary>The face of a role.</summary>
    public FontFace this[FontRole role] => _faces[(int)role];

    /// <summary>Shapes text, falling back to another face where the style's own lacks a character.</summary>
    /// <param name="text">Printable text without line feeds.</param>
    /// <param name="style">The style; its size and ink play no part.</param>
    public ShapedWord Shape(ReadOnlySpan<char> text, in TextStyle style)
    {
        Dictionary<string, ShapedWord> words = _words[((int)style.Role * 2) + (style.TabularDigits ? 1 : 0)];
        if (text.Length > MaximumCachedLength)
        {
            return Itemise(text, style);
        }

        Dictionary<string, ShapedWord>.AlternateLookup<ReadOnlySpan<char>> lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out ShapedWord? word))
        {
            return word;
        }

        word = Itemise(text, style);
        if (words.Count >= MaximumCachedWords)
        {
            words.Clear();
        }

        words.Add(word.Text, word);
        return word;
    }

    public void Dispose()
    {
        foreach (FontFace face in _faces)
        {
            face.Dispose();
        }
    }

    private ShapedWord Itemise(ReadOnlySpan<char> text, in TextStyle style)
    {
        List<(int Start, int Length, GlyphSegment Segment)> segments = [];
        float width = 0;
        bool tabular = style.TabularDigits;
        int start = 0;
        FontFace? face = null;
        bool rightToLeft = false;
        int index = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            FontFace wanted = FaceFor(rune.Value, style.Role);
            bool runsLeft = IsRightToLeft(rune.Value);
            if (face is not null && (wanted != face || runsLeft != rightToLeft))
            {
                Add(text, start, index);
                start = index;
            }

            face = wanted;
            rightToLeft = runsLeft;
            index += rune.Utf16SequenceLength;
        }

        Add(text, start, index);
        return new ShapedWord(text.ToString(), [.. segments], width);

        void Add(ReadOnlySpan<char> all, int from, int to)
        {
            if (to > from && face is not null)
            {
                GlyphSegment segment = face.Shape(all[from..to], tabular, rightToLeft);
                segments.Add((from, to - from, segment));
                width += segment.Width;
            }
        }
    }

    private FontFace FaceFor(int codePoint, FontRole role)
    {
        FontFace own = this[role];
        if (codePoint < 0x7F || own.Has(codePoint))
        {
            return own;
        }

        foreach (FontFace face in _faces)
        {
            if (face.Has(codePoint))
            {
                return face;
            }
        }

        _missing[codePoint] = _missing.GetValueOrDefault(codePoint) + 1;
        return own;
    }

    // Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms: the blocks whose letters run from right to left.
    private static bool IsRightToLeft(int codePoint) =>
        codePoint is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF)
            or (>= 0x1E800 and <= 0x1EFFF);
}
