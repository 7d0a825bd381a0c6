using System.Runtime.InteropServices;
using Native = Kiali.Tracing.Reports.Text.HarfBuzzSubsetNative;

namespace Kiali.Tracing.Reports.Text;

/// <summary>Cuts a TrueType file down to the characters and glyphs that a document uses.</summary>
/// <remarks>Glyph numbers stay what they are, so text shaped with the whole font can be drawn with the subset.</remarks>
internal static class FontSubsetter
{
    // Layout tables are of no use to a reader of finished glyphs.
    private static readonly string[] DroppedTables = ["GSUB", "GPOS", "GDEF", "BASE", "kern", "STAT", "DSIG", "meta"];

    /// <summary>Makes the subset.</summary>
    /// <param name="font">The whole TrueType file.</param>
    /// <param name="codePoints">The characters; each keeps the glyph that the font maps it to.</param>
    /// <param name="glyphs">Glyphs that no character maps to.</param>
    /// <returns>The subset, or null when the native library lacks subsetting or refuses the font: the caller embeds the whole file.</returns>
    public static unsafe byte[]? Subset(byte[] font, IEnumerable<int> codePoints, IEnumerable<ushort> glyphs)
    {
        try
        {
            fixed (byte* data = font)
            {
                nint blob = Native.CreateBlob(data, checked((uint)font.Length), Native.DuplicateMemory, 0, 0);
                nint face = Native.CreateFace(blob, 0);
                Native.DestroyBlob(blob);
                nint input = Native.CreateInput();
                if (input == 0)
                {
                    Native.DestroyFace(face);
                    return null;
                }

                Native.SetFlags(input, Native.NoHinting | Native.RetainGlyphIds | Native.NotdefOutline | Native.NoLayoutClosure);
                Fill(Native.UnicodeSet(input), codePoints.Select(codePoint => (uint)codePoint));
                Fill(Native.GlyphSet(input), glyphs.Select(glyph => (uint)glyph));
                Fill(Native.TagSet(input, Native.DropTableSet), DroppedTables.Select(Tag));
                nint subset = Native.Subset(face, input);
                Native.DestroyInput(input);
                Native.DestroyFace(face);
                return subset == 0 ? null : Bytes(subset);
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(nint face)
    {
        nint blob = Native.ReferenceFaceBlob(face);
        nint data = Native.GetBlobData(blob, out uint length);
        byte[]? bytes = null;
        if (data != 0 && length > 0)
        {
            bytes = new byte[length];
            Marshal.Copy(data, bytes, 0, bytes.Length);
        }

        Native.DestroyBlob(blob);
        Native.DestroyFace(face);
        return bytes;
    }

    private static void Fill(nint set, IEnumerable<uint> values)
    {
        foreach (uint value in values)
        {
            Native.AddToSet(set, value);
        }
    }

    private static uint Tag(string name) => ((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3];
}
