namespace Kiali.Tracing.Reports.Text;

/// <summary>A stretch of shaped text that is placed as a whole. Distances are in em.</summary>
/// <param name="Text">The text.</param>
/// <param name="Segments">Its segments from left to right, each with the index of its first character.</param>
/// <param name="Width">The advance of all of them.</param>
internal sealed record ShapedWord(string Text, (int Start, int Length, GlyphSegment Segment)[] Segments, float Width)
{
    /// <summary>How many characters from the start fit a width, never splitting what is shaped together.</summary>
    /// <param name="widthInEm">The width.</param>
    public int CharactersThatFit(float widthInEm)
    {
        float left = 0;
        foreach ((int start, int length, GlyphSegment segment) in Segments)
        {
            if (left + segment.Width <= widthInEm)
            {
                left += segment.Width;
                continue;
            }

            int fit = 0;
            for (int glyph = 0; glyph < segment.Glyphs.Length; glyph++)
            {
                int end = glyph + 1 < segment.Glyphs.Length ? Cluster(segment, glyph + 1) : length;
                float right = glyph + 1 < segment.Glyphs.Length ? segment.Offsets[glyph + 1] : segment.Width;
                if (left + right > widthInEm)
                {
                    break;
                }

                fit = Math.Max(fit, end);
            }

            return start + fit;
        }

        return Text.Length;
    }

    private static int Cluster(GlyphSegment segment, int glyph) => segment.Clusters is { } clusters ? clusters[glyph] : glyph;
}
