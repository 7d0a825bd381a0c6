using Kiali.Tracing.Rendering.Text;

namespace Kiali.Tracing.Reports.Text;

/// <summary>Breaks styled text into lines: each line takes as much as fits.</summary>
internal sealed class LineBreaker
{
    private const string Ellipsis = "…";

    // No letter of the bundled faces is narrower than an eighth of an em for long: shaping more than that to fill a line would be waste.
    private const int CharactersPerEm = 8;

    private readonly FontLibrary _fonts;
    private readonly float _width;
    private readonly TextWrap _wrap;
    private readonly int _maximumLines;
    private readonly List<GlyphLine> _lines = [];
    private readonly List<TextToken> _tokens = [];
    private float _x;
    private bool _cut;

    private LineBreaker(FontLibrary fonts, float width, TextWrap wrap, int maximumLines)
    {
        _fonts = fonts;
        _width = width;
        _wrap = wrap;
        _maximumLines = maximumLines;
    }

    private bool IsFull => _lines.Count >= _maximumLines;

    /// <summary>Lays text out.</summary>
    /// <param name="fonts">The document's faces.</param>
    /// <param name="spans">The text; line feeds end a line.</param>
    /// <param name="width">The width of a line in points.</param>
    /// <param name="wrap">Where lines may break.</param>
    /// <param name="maximumLines">How many lines at most; what does not fit is cut and marked.</param>
    public static LaidOutText Break(
        FontLibrary fonts, ReadOnlySpan<TextSpan> spans, float width, TextWrap wrap = TextWrap.Words, int maximumLines = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumLines, 1);
        LineBreaker breaker = new(fonts, Math.Max(width, 1), wrap, maximumLines);
        TextStyle style = spans.Length > 0 ? spans[0].Style : default;
        foreach (TextSpan span in spans)
        {
            style = span.Style;
            breaker.Add(span);
            if (breaker.IsFull)
            {
                break;
            }
        }

        if (!breaker.IsFull && (breaker._tokens.Count > 0 || breaker._lines.Count == 0))
        {
            breaker.EndLine(style);
        }

        return new LaidOutText([.. breaker._lines], breaker._cut);
    }

    private void Add(TextSpan span)
    {
        string text = span.Text;
        int start = 0;
        while (!IsFull)
        {
            int feed = text.IndexOf('\n', start);
            int end = feed < 0 ? text.Length : feed;
            int visible = end > start && feed >= 0 && text[end - 1] == '\r' ? end - 1 : end;
            bool all = start == 0 && visible == text.Length;
            AddStretch(VisibleText.OnOneLine(all ? text : text[start..visible]), span.Style);
            if (feed < 0 || IsFull)
            {
                return;
            }

            if (_lines.Count == _maximumLines - 1 && feed + 1 < text.Length)
            {
                CutLine([], span.Style);
                return;
            }

            EndLine(span.Style);
            start = feed + 1;
        }
    }

    private void AddStretch(ReadOnlySpan<char> text, TextStyle style)
    {
        while (text.Length > 0 && !IsFull)
        {
            bool lastLine = _lines.Count == _maximumLines - 1;
            int length = Shorten(text, _wrap == TextWrap.Anywhere || lastLine ? text.Length : BreakOpportunity.Next(text), style);
            if (text[0] == ' ' && _wrap == TextWrap.Words && !lastLine)
            {
                AddSpaces(text[..length], style);
                text = text[length..];
                continue;
            }

            ShapedWord word = _fonts.Shape(text[..length], style);
            if (_x + (word.Width * style.Size) <= _width + 0.01f)
            {
                Place(word, style);
                text = text[length..];
            }
            else if (lastLine)
            {
                CutLine(text[..length], style);
            }
            else
            {
                text = BreakInside(text, word, style);
            }
        }
    }

    private void AddSpaces(ReadOnlySpan<char> spaces, TextStyle style)
    {
        if (_tokens.Count > 0 || _lines.Count == 0)
        {
            Place(_fonts.Shape(spaces, style), style);
        }
    }

    private ReadOnlySpan<char> BreakInside(ReadOnlySpan<char> text, ShapedWord word, TextStyle style)
    {
        if (_wrap == TextWrap.Words && _tokens.Count > 0)
        {
            EndLine(style);
            return text;
        }

        ShapedWord? part = Fit(word, _width + 0.01f - _x, style);
        if (part is null && _tokens.Count > 0)
        {
            EndLine(style);
            return text;
        }

        // A single sign wider than the line is placed all the same; the alternative is to never end.
        part ??= _fonts.Shape(text[..FirstCharacter(text)], style);
        Place(part, style);
        EndLine(style);
        return text[part.Text.Length..];
    }

    // The start of a word that fits. Cut off from what followed it, it can be a little wider than it was, so it is measured again.
    private ShapedWord? Fit(ShapedWord word, float room, TextStyle style)
    {
        ShapedWord part = word;
        while (part.Width * style.Size > room)
        {
            int fit = part.CharactersThatFit(room / style.Size);
            if (fit == 0)
            {
                return null;
            }

            part = _fonts.Shape(part.Text.AsSpan(0, fit), style);
        }

        return part;
    }

    private int Shorten(ReadOnlySpan<char> text, int length, TextStyle style)
    {
        int enough = (int)Math.Min(100_000, _width / style.Size * CharactersPerEm) + CharactersPerEm;
        if (length <= enough)
        {
            return length;
        }

        return char.IsHighSurrogate(text[enough - 1]) ? enough - 1 : enough;
    }

    private static int FirstCharacter(ReadOnlySpan<char> text) => char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;

    private void Place(ShapedWord word, TextStyle style)
    {
        _tokens.Add(new TextToken(word, style, _x));
        _x += word.Width * style.Size;
    }

    private void CutLine(ReadOnlySpan<char> rest, TextStyle style)
    {
        ShapedWord ellipsis = _fonts.Shape(Ellipsis, style);
        float room = _width - (ellipsis.Width * style.Size);
        while (_tokens.Count > 0 && _tokens[^1].Left + _tokens[^1].Width > room)
        {
            TextToken last = _tokens[^1];
            _tokens.RemoveAt(_tokens.Count - 1);
            _x = last.Left;
            rest = last.Word.Text;
            style = last.Style;
        }

        if (rest.Length > 0 && Fit(_fonts.Shape(rest, style), room - _x, style) is { } part)
        {
            ReadOnlySpan<char> kept = part.Text.AsSpan().TrimEnd(' ');
            if (kept.Length > 0)
            {
                Place(_fonts.Shape(kept, style), style);
            }
        }

        Place(ellipsis, style);
        _cut = true;
        EndLine(style);
    }

    private void EndLine(TextStyle style)
    {
        while (_tokens.Count > 0 && string.IsNullOrWhiteSpace(_tokens[^1].Word.Text))
        {
            _x = _tokens[^1].Left;
            _tokens.RemoveAt(_tokens.Count - 1);
        }

        float pitch = style.LinePitch;
        float above = Above(style);
        foreach (TextToken token in _tokens)
        {
            pitch = Math.Max(pitch, token.Style.LinePitch);
            above = Math.Max(above, Above(token.Style));
        }

        _lines.Add(new GlyphLine([.. _tokens], _x, pitch, above));
        _tokens.Clear();
        _x = 0;
    }

    // The baseline that centres ascent and descent in the line.
    private float Above(TextStyle style)
    {
        FontFace face = _fonts[style.Role];
        float content = (face.Ascent + face.Descent) * style.Size;
        return ((style.LinePitch - content) / 2) + (face.Ascent * style.Size);
    }
}
