using System.Collections.Immutable;

namespace Kiali.Tracing.Rendering.Fonts;

/// <summary>Hands out the bundled TrueType files and their licence texts.</summary>
/// <remarks>All are under the SIL Open Font License 1.1. They cover Latin, Greek and Cyrillic, and the arrows and marks that figures use
/// as far as Inter and JetBrains Mono have them (<c>⋯</c> is in neither: pictures and pages write <c>…</c>). A text outside that is drawn with the
/// font's missing-glyph box.</remarks>
public static class BundledFonts
{
    private const string Prefix = "Kiali.Tracing.Rendering.Fonts.";

    /// <summary>Every bundled typeface.</summary>
    public static ImmutableArray<BundledFont> All { get; } = [.. Enum.GetValues<BundledFont>()];

    /// <summary>Opens a typeface's TrueType file.</summary>
    /// <param name="font">The typeface.</param>
    /// <returns>A read-only, seekable stream over the whole file; the caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such typeface.</exception>
    public static Stream Open(BundledFont font) => OpenResource(FileName(font));

    /// <summary>Reads a typeface's TrueType file.</summary>
    /// <param name="font">The typeface.</param>
    /// <returns>A new array with the whole file, 0.1 to 0.4 MB.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such typeface.</exception>
    public static byte[] Read(BundledFont font)
    {
        using Stream stream = Open(font);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The licence text that must travel with a typeface.</summary>
    /// <param name="font">The typeface.</param>
    /// <returns>The SIL Open Font License with the typeface's copyright line.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such typeface.</exception>
    public static string ReadLicence(BundledFont font)
    {
        using StreamReader reader = new(OpenResource(LicenceFileName(font)));
        return reader.ReadToEnd();
    }

    /// <summary>The family name and weight by which a style sheet names a typeface.</summary>
    /// <param name="font">The typeface.</param>
    /// <returns>The family, for instance <c>Inter</c>, and the weight, 400 to 700.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such typeface.</exception>
    public static (string Family, int Weight) Describe(BundledFont font) => font switch
    {
        BundledFont.InterRegular => ("Inter", 400),
        BundledFont.InterSemiBold => ("Inter", 600),
        BundledFont.InterBold => ("Inter", 700),
        BundledFont.JetBrainsMonoRegular => ("JetBrains Mono", 400),
        BundledFont.JetBrainsMonoBold => ("JetBrains Mono", 700),
        _ => throw new ArgumentOutOfRangeException(nameof(font), font, "No such bundled font."),
    };

    private static string FileName(BundledFont font) => font switch
    {
        BundledFont.InterRegular => "Inter-Regular.ttf",
        BundledFont.InterSemiBold => "Inter-SemiBold.ttf",
        BundledFont.InterBold => "Inter-Bold.ttf",
        BundledFont.JetBrainsMonoRegular => "JetBrainsMono-Regular.ttf",
        BundledFont.JetBrainsMonoBold => "JetBrainsMono-Bold.ttf",
        _ => throw new ArgumentOutOfRangeException(nameof(font), font, "No such bundled font."),
    };

    private static string LicenceFileName(BundledFont font) =>
        Describe(font).Family == "Inter" ? "Inter-OFL.txt" : "JetBrainsMono-OFL.txt";

    private static Stream OpenResource(string fileName) =>
        typeof(BundledFonts).Assembly.GetManifestResourceStream(Prefix + fileName)
        ?? throw new InvalidOperationException($"The assembly lacks its embedded file {fileName}: it was built without its fonts.");
}
