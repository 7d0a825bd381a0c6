using System.Runtime.InteropServices;

namespace Kiali.Tracing.Reports.Text;

/// <summary>The subsetting exports of libHarfBuzzSharp, which its managed package does not wrap.</summary>
/// <remarks>See <see href="https://harfbuzz.github.io/harfbuzz-hb-subset.html"/>.</remarks>
internal static partial class HarfBuzzSubsetNative
{
    public const int DuplicateMemory = 0;
    public const int DropTableSet = 3;
    public const uint NoHinting = 0x1;
    public const uint RetainGlyphIds = 0x2;
    public const uint NotdefOutline = 0x40;
    public const uint NoLayoutClosure = 0x200;

    private const string Library = "libHarfBuzzSharp";

    [LibraryImport(Library, EntryPoint = "hb_blob_create")]
    public static unsafe partial nint CreateBlob(byte* data, uint length, int mode, nint userData, nint destroy);

    [LibraryImport(Library, EntryPoint = "hb_blob_destroy")]
    public static partial void DestroyBlob(nint blob);

    [LibraryImport(Library, EntryPoint = "hb_blob_get_data")]
    public static partial nint GetBlobData(nint blob, out uint length);

    [LibraryImport(Library, EntryPoint = "hb_face_create")]
    public static partial nint CreateFace(nint blob, uint index);

    [LibraryImport(Library, EntryPoint = "hb_face_destroy")]
    public static partial void DestroyFace(nint face);

    [LibraryImport(Library, EntryPoint = "hb_face_reference_blob")]
    public static partial nint ReferenceFaceBlob(nint face);

    [LibraryImport(Library, EntryPoint = "hb_set_add")]
    public static partial void AddToSet(nint set, uint value);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_create_or_fail")]
    public static partial nint CreateInput();

    [LibraryImport(Library, EntryPoint = "hb_subset_input_destroy")]
    public static partial void DestroyInput(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set_flags")]
    public static partial void SetFlags(nint input, uint flags);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_unicode_set")]
    public static partial nint UnicodeSet(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_glyph_set")]
    public static partial nint GlyphSet(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_set")]
    public static partial nint TagSet(nint input, int kind);

    [LibraryImport(Library, EntryPoint = "hb_subset_or_fail")]
    public static partial nint Subset(nint face, nint input);
}
