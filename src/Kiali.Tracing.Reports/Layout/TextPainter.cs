using System.Text;
using Kiali.Tracing.Reports.Text;
using SkiaSharp;

namespace Kiali.Tracing.Reports.Layout;

/// <summary>Puts shaped glyphs on a canvas, in the typefaces it was given for the faces.</summary>
internal sealed class TextPainter : IDisposable
{
    private const float ItalicSkew = -0.2f;

    private readonly IReadOnlyDictionary<FontRole, SKTypeface> _typefaces;
    private readonly Dictionary<(FontRole Role, float Size, bool Italic), SKFont> _fonts = [];
    private readonly Dictionary<SKColor, SKPaint> _paints = [];
    private readonly SKTextBlobBuilder _builder = new();
    private readonly List<(GlyphSegment Segment, string Text, int Start, int Length, float Left)> _run = [];

    /// <summary>Creates a painter.</summary>
    /// <param name="typefaces">The typeface of each role; a subset with the same glyph numbers, or the whole font.</param>
    public TextPainter(IReadOnlyDictionary<FontRole, SKTypeface> typefaces) => _typefaces = typefaces;

    /// <summary>The canvas drawn on.</summary>
    public SKCanvas? Canvas { get; set; }

    /// <summary>Where a line begins in an area.</summary>
    public static float LeftOf(GlyphLine line, float left, float width, TextAlign align) => align switch
    {
        TextAlign.Right => left + width - line.Width,
        TextAlign.Center => left + ((width - line.Width) / 2),
        _ => left,
    };

    /// <summary>Draws a line of text.</summary>
    /// <param name="line">The line.</param>
    /// <param name="left">Where its first glyph stands.</param>
    /// <param name="baseline">Where its baseline is.</param>
    public void Draw(GlyphLine line, float left, float baseline)
    {
        TextStyle style = default;
        foreach (TextToken token in line.Tokens)
        {
            float x = token.Left;
            foreach ((int start, int length, GlyphSegment segment) in token.Word.Segments)
            {
                if (_run.Count > 0 && (_run[0].Segment.Face != segment.Face || style != token.Style))
                {
                    Flush(style, left, baseline);
                }

                style = token.Style;
                _run.Add((segment, token.Word.Text, start, length, x));
                x += segment.Width * token.Style.Size;
            }
        }

        if (_run.Count > 0)
        {
            Flush(style, left, baseline);
        }
    }

    /// <summary>Draws the outlines of a line of text, to part it from what it lies on. Readers do not take them for text.</summary>
    /// <param name="line">The line.</param>
    /// <param name="left">Where its first glyph stands.</param>
    /// <param name="baseline">Where its baseline is.</param>
    /// <param name="color">The outline's ink.</param>
    /// <param name="thickness">The outline's thickness; half of it lies outside the letters.</param>
    public void DrawOutline(GlyphLine line, float left, float baseline, SKColor color, float thickness)
    {
        using SKPaint stroke = new()
        {
            Color = color,
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = thickness,
            StrokeJoin = SKStrokeJoin.Round,
        };
        foreach (TextToken token in line.Tokens)
        {
            float x = left + token.Left;
            foreach ((_, _, GlyphSegment segment) in token.Word.Segments)
            {
                SKFont font = Font(segment.Face.Role, token.Style);
                for (int i = 0; i < segment.Glyphs.Length; i++)
                {
                    using SKPath? path = font.GetGlyphPath(segment.Glyphs[i]);
                    if (path is not null && !path.IsEmpty)
                    {
                        path.Transform(SKMatrix.CreateTranslation(x + (segment.Offsets[i] * token.Style.Size), baseline));
                        Canvas?.DrawPath(path, stroke);
                    }
                }

                x += segment.Width * token.Style.Size;
            }
        }
    }

    public void Dispose()
    {
        _builder.Dispose();
        foreach (SKFont font in _fonts.Values)
        {
            font.Dispose();
        }

        foreach (SKPaint paint in _paints.Values)
        {
            paint.Dispose();
        }
    }

    private void Flush(TextStyle style, float left, float baseline)
    {
        SKFont font = Font(_run[0].Segment.Face.Role, style);
        int count = 0;
        bool nominal = true;
        bool raised = false;
        foreach (var part in _run)
        {
            count += part.Segment.Glyphs.Length;
            nominal &= part.Segment.IsNominal;
            raised |= part.Segment.Rises is not null;
        }

        if (nominal)
        {
            SKHorizontalRunBuffer run = _builder.AllocateHorizontalRun(font, count, 0);
            Fill(run.Glyphs, run.Positions, style.Size);
        }
        else if (raised)
        {
            (byte[] text, uint[] clusters) = Text(count);
            SKPositionedTextRunBuffer run = _builder.AllocatePositionedTextRun(font, count, text.Length);
            Span<float> xs = new float[count];
            Fill(run.Glyphs, xs, style.Size);
            int i = 0;
            foreach (var part in _run)
            {
                for (int glyph = 0; glyph < part.Segment.Glyphs.Length; glyph++, i++)
                {
                    run.Positions[i] = new SKPoint(xs[i], part.Segment.Rises is { } rises ? -rises[glyph] * style.Size : 0);
                }
            }

            run.SetText(text);
            run.SetClusters(clusters);
        }
        else
        {
            (byte[] text, uint[] clusters) = Text(count);
            SKHorizontalTextRunBuffer run = _builder.AllocateHorizontalTextRun(font, count, 0, text.Length);
            Fill(run.Glyphs, run.Positions, style.Size);
            run.SetText(text);
            run.SetClusters(clusters);
        }

        _run.Clear();
        using SKTextBlob? blob = _builder.Build();
        if (blob is not null)
        {
            Canvas?.DrawText(blob, left, baseline, Paint(style.Color));
        }
    }

    private void Fill(Span<ushort> glyphs, Span<float> positions, float size)
    {
        int at = 0;
        foreach (var part in _run)
        {
            GlyphSegment segment = part.Segment;
            segment.Glyphs.CopyTo(glyphs[at..]);
            for (int i = 0; i < segment.Offsets.Length; i++)
            {
                positions[at + i] = part.Left + (segment.Offsets[i] * size);
            }

            at += segment.Glyphs.Length;
        }
    }

    // The run's text in UTF-8 and each glyph's place in it: what is drawn with other glyphs than the characters' own can then be copied and
    // found as what it says.
    private (byte[] Text, uint[] Clusters) Text(int count)
    {
        StringBuilder text = new();
        uint[] clusters = new uint[count];
        int bytes = 0;
        int at = 0;
        foreach (var part in _run)
        {
            ReadOnlySpan<char> characters = part.Text.AsSpan(part.Start, part.Length);
            text.Append(characters);
            for (int glyph = 0; glyph < part.Segment.Glyphs.Length; glyph++)
            {
                int cluster = part.Segment.Clusters is { } own ? own[glyph] : glyph;
                clusters[at++] = checked((uint)(bytes + Encoding.UTF8.GetByteCount(characters[..cluster])));
            }

            bytes += Encoding.UTF8.GetByteCount(characters);
        }

        return (Encoding.UTF8.GetBytes(text.ToString()), clusters);
    }

    private SKFont Font(FontRole role, TextStyle style)
    {
        if (!_fonts.TryGetValue((role, style.Size, style.Italic), out SKFont? font))
        {
            font = new SKFont(_typefaces[role], style.Size)
            {
                SkewX = style.Italic ? ItalicSkew : 0,
                Subpixel = true,
                LinearMetrics = true,
                Hinting = SKFontHinting.None,
                Edging = SKFontEdging.Antialias,
            };
            _fonts.Add((role, style.Size, style.Italic), font);
        }

        return font;
    }

    private SKPaint Paint(SKColor color)
    {
        if (!_paints.TryGetValue(color, out SKPaint? paint))
        {
            paint = new SKPaint { Color = color, IsAntialias = true };
            _paints.Add(color, paint);
        }

        return paint;
    }
}
