using Kiali.Tracing.Rendering.Fonts;
using SkiaSharp;
using Xunit;

namespace Kiali.Tracing.Rendering.Tests;

public sealed class BundledFontsTests
{
    public static TheoryData<BundledFont> All => [.. BundledFonts.All];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_typeface_loads_under_its_own_name_and_weight(BundledFont font)
    {
        using SKData data = SKData.CreateCopy(BundledFonts.Read(font));
        using SKTypeface face = SKTypeface.FromData(data);
        (string family, int weight) = BundledFonts.Describe(font);
        Assert.StartsWith(family, face.FamilyName, StringComparison.Ordinal);
        Assert.Equal(weight, face.FontWeight);
        Assert.Contains("SIL OPEN FONT LICENSE", BundledFonts.ReadLicence(font), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_signs_of_our_figures_are_in_the_fonts()
    {
        using SKFont sans = new(SKTypeface.FromData(SKData.CreateCopy(BundledFonts.Read(BundledFont.InterRegular))));
        using SKFont mono = new(SKTypeface.FromData(SKData.CreateCopy(BundledFonts.Read(BundledFont.JetBrainsMonoRegular))));
        Assert.All(
            "✕✓◆△□○●▸→←≈×−…½¼≤≥·–’".EnumerateRunes(),
            rune => Assert.True(sans.GetGlyph(rune.Value) != 0 || mono.GetGlyph(rune.Value) != 0, rune.ToString()));
    }
}
