using HarfBuzzSharp;
using Kiali.Tracing.Rendering.Fonts;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Kiali.Tracing.Reports.Text;

/// <summary>One typeface: shapes text, and remembers which glyphs and characters it was asked for.</summary>
/// <remarks>Distances are in em (1 = the font size). Not thread-safe: a document owns its faces.</remarks>
internal sealed class FontFace : IDisposable
{
    private const int DirectLimit = 0x250;

    // Evidence is shown as it was written: no ligature turns != or -> into another sign. And many readers of PDF know only the glyphs'
    // own characters: Inter's contextual ':' and '+' have none, so a copied 02:10 or +412 would lose them.
    private static readonly Feature[] Features = [new(new Tag('c', 'a', 'l', 't'), 0), new(new Tag('l', 'i', 'g', 'a'), 0)];

    private readonly Blob _blob;
    private readonly Face _face;
    private readonly Font _font;
    private readonly Buffer _buffer = new();
    private readonly ushort[] _direct = new ushort[DirectLimit];
    private readonly float[] _directAdvance = new float[DirectLimit];
    private readonly Dictionary<int, ushort> _nominal = [];
    private readonly HashSet<int> _codePoints = [];
    private readonly HashSet<ushort> _specialGlyphs = [];
    private readonly bool[] _directUsed = new bool[DirectLimit];
    private readonly float _unitsPerEm;
    private readonly float _widestDigit;

    public FontFace(FontRole role, BundledFont font)
    {
        Role = role;
        Bytes = BundledFonts.Read(font);
        _blob = Copy(Bytes);
        _face = new Face(_blob, 0);
        _font = new Font(_face);
        _unitsPerEm = _face.UnitsPerEm;
        _font.SetScale(_face.UnitsPerEm, _face.UnitsPerEm);
        _font.SetFunctionsOpenType();
        Typeface = SKTypeface.FromData(SKData.CreateCopy(Bytes))
            ?? throw new InvalidOperationException($"The bundled font {font} could not be read; the build is damaged.");
        for (int codePoint = ' '; codePoint < DirectLimit; codePoint++)
        {
            if (_font.TryGetNominalGlyph(codePoint, out uint glyph))
            {
                _direct[codePoint] = checked((ushort)glyph);
                _directAdvance[codePoint] = _font.GetHorizontalGlyphAdvance(glyph) / _unitsPerEm;
            }
        }

        _widestDigit = _directAdvance.AsSpan('0', 10).ToArray().Max();
        _font.TryGetHorizontalFontExtents(out FontExtents extents);
        Ascent = extents.Ascender / _unitsPerEm;
        Descent = -extents.Descender / _unitsPerEm;
    }

    /// <summary>What the face is for.</summary>
    public FontRole Role { get; }

    /// <summary>The whole TrueType file.</summary>
    public byte[] Bytes { get; }

    /// <summary>The whole typeface, as measuring and drawing to pictures need it.</summary>
    public SKTypeface Typeface { get; }

    /// <summary>How far the face reaches above the baseline.</summary>
    public float Ascent { get; }

    /// <summary>How far the face reaches below the baseline.</summary>
    public float Descent { get; }

    /// <summary>Whether every character has the same advance.</summary>
    public bool IsMonospaced => Role is FontRole.Mono or FontRole.MonoBold;

    /// <summary>How often something not asked for before was asked for; it grows while the set of glyphs does.</summary>
    public int UseCount { get; private set; }

    /// <summary>Whether the face has a glyph of its own for a character.</summary>
    public bool Has(int codePoint) => NominalGlyph(codePoint) != 0;

    /// <summary>The glyph that the face maps a character to, 0 when it has none.</summary>
    public ushort NominalGlyph(int codePoint)
    {
        if (codePoint < DirectLimit)
        {
            return codePoint < 0 ? (ushort)0 : _direct[codePoint];
        }

        if (!_nominal.TryGetValue(codePoint, out ushort glyph))
        {
            glyph = _font.TryGetNominalGlyph(codePoint, out uint found) ? checked((ushort)found) : (ushort)0;
            _nominal.Add(codePoint, glyph);
        }

        return glyph;
    }

    /// <summary>Shapes text that this face covers (or must show as missing).</summary>
    /// <param name="text">The text, one direction.</param>
    /// <param name="tabularDigits">Whether digits are equally wide.</param>
    /// <param name="rightToLeft">Whether the text runs from right to left.</param>
    public GlyphSegment Shape(ReadOnlySpan<char> text, bool tabularDigits, bool rightToLeft)
    {
        if (IsMonospaced && !rightToLeft && IsDirect(text))
        {
            return ShapeDirect(text);
        }

        _buffer.ClearContents();
        _buffer.AddUtf16(text);
        _buffer.Direction = rightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        _buffer.GuessSegmentProperties();
        _font.Shape(_buffer, Features);
        return Collect(text, tabularDigits && !IsMonospaced, rightToLeft);
    }

    /// <summary>The TrueType file with only what was used, or the whole file where subsetting is not possible.</summary>
    /// <param name="isSubset">Whether the file is a subset.</param>
    public byte[] Subset(out bool isSubset)
    {
        HashSet<int> codePoints = [.. _codePoints];
        for (int i = 0; i < DirectLimit; i++)
        {
            if (_directUsed[i])
            {
                codePoints.Add(i);
            }
        }

        byte[]? subset = FontSubsetter.Subset(Bytes, codePoints.Order(), _specialGlyphs.Order());
        isSubset = subset is not null;
        return subset ?? Bytes;
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _font.Dispose();
        _face.Dispose();
        _blob.Dispose();
        Typeface.Dispose();
    }

    // Blob.FromStream keeps a pointer to memory that the garbage collector may move; a duplicate belongs to the native side.
    private static unsafe Blob Copy(byte[] bytes)
    {
        fixed (byte* data = bytes)
        {
            return new Blob((nint)data, bytes.Length, MemoryMode.Duplicate);
        }
    }

    private static bool IsDirect(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private GlyphSegment ShapeDirect(ReadOnlySpan<char> text)
    {
        ushort[] glyphs = new ushort[text.Length];
        float[] offsets = new float[text.Length];
        float x = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            UseDirect(c);
            glyphs[i] = _direct[c];
            offsets[i] = x;
            x += _directAdvance[c];
        }

        return new GlyphSegment(this, glyphs, offsets, null, null, x);
    }

    private void UseDirect(int codePoint)
    {
        if (!_directUsed[codePoint])
        {
            _directUsed[codePoint] = true;
            UseCount++;
        }
    }

    private GlyphSegment Collect(ReadOnlySpan<char> text, bool tabularDigits, bool rightToLeft)
    {
        ReadOnlySpan<GlyphInfo> shaped = _buffer.GetGlyphInfoSpan();
        ReadOnlySpan<GlyphPosition> positions = _buffer.GetGlyphPositionSpan();
        ushort[] glyphs = new ushort[shaped.Length];
        float[] offsets = new float[shaped.Length];
        float[]? rises = null;
        int[] clusters = new int[shaped.Length];
        bool nominal = !rightToLeft && shaped.Length == text.Length;
        float x = 0;
        for (int i = 0; i < shaped.Length; i++)
        {
            glyphs[i] = checked((ushort)shaped[i].Codepoint);
            clusters[i] = checked((int)shaped[i].Cluster);
            offsets[i] = x + (positions[i].XOffset / _unitsPerEm);
            if (positions[i].YOffset != 0)
            {
                rises ??= new float[shaped.Length];
                rises[i] = positions[i].YOffset / _unitsPerEm;
            }

            float advance = positions[i].XAdvance / _unitsPerEm;
            if (tabularDigits && char.IsAsciiDigit(text[clusters[i]]))
            {
                // The font's own tabular figures are other glyphs, which readers cannot copy: its ordinary ones are spaced evenly instead.
                offsets[i] += (_widestDigit - _directAdvance[text[clusters[i]]]) / 2;
                advance = _widestDigit;
            }

            x += advance;
            nominal = nominal && clusters[i] == i && glyphs[i] != 0 && NominalGlyph(text[i]) == glyphs[i];
        }

        Remember(text, glyphs, nominal);
        return new GlyphSegment(this, glyphs, offsets, rises, nominal ? null : clusters, x);
    }

    private void Remember(ReadOnlySpan<char> text, ushort[] glyphs, bool nominal)
    {
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            if (rune.Value < DirectLimit)
            {
                UseDirect(rune.Value);
            }
            else if (_codePoints.Add(rune.Value))
            {
                UseCount++;
            }
        }

        if (nominal)
        {
            return;
        }

        // A glyph that is some character's own must come in through the character alone: given as a glyph, the subset would keep every
        // character that maps to it, and a reader would copy the wrong one.
        HashSet<ushort> own = [];
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            own.Add(NominalGlyph(rune.Value));
        }

        foreach (ushort glyph in glyphs)
        {
            if (glyph != 0 && !own.Contains(glyph) && _specialGlyphs.Add(glyph))
            {
                UseCount++;
            }
        }
    }
}
