namespace Kiali.Tracing.Reports.Text;

/// <summary>Shaped text in one face and one direction. Distances are in em.</summary>
/// <param name="Face">The face.</param>
/// <param name="Glyphs">The glyphs, left to right.</param>
/// <param name="Offsets">Where each glyph stands, from the segment's left edge.</param>
/// <param name="Rises">How far each glyph is raised, null when none is.</param>
/// <param name="Clusters">For each glyph the index of its first character in the segment's text; null when each glyph is its character's own.</param>
/// <param name="Width">The segment's advance.</param>
internal sealed record GlyphSegment(FontFace Face, ushort[] Glyphs, float[] Offsets, float[]? Rises, int[]? Clusters, float Width)
{
    /// <summary>Whether a reader gets the text back from the glyphs alone.</summary>
    public bool IsNominal => Clusters is null;
}
