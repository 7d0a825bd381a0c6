using Kiali.Tracing.Figures;
using Kiali.Tracing.Rendering.Fonts;
using SkiaSharp;

namespace Kiali.Tracing.Rendering.Skia;

/// <summary>The bundled typefaces, loaded once a process: reading them costs more than drawing a figure.</summary>
internal static class SkiaTypefaces
{
    private static readonly Lazy<SKTypeface> Regular = Load(BundledFont.InterRegular);
    private static readonly Lazy<SKTypeface> Bold = Load(BundledFont.InterBold);
    private static readonly Lazy<SKTypeface> Mono = Load(BundledFont.JetBrainsMonoRegular);
    private static readonly Lazy<SKTypeface> MonoBold = Load(BundledFont.JetBrainsMonoBold);

    public static SKTypeface Of(TextRun run) => (run.Mono, run.Bold) switch
    {
        (true, true) => MonoBold.Value,
        (true, false) => Mono.Value,
        (false, true) => Bold.Value,
        (false, false) => Regular.Value,
    };

    /// <summary>The face to look in for a character that the first lacks.</summary>
    public static SKTypeface Fallback(TextRun run) => Of(run with { Mono = !run.Mono });

    private static Lazy<SKTypeface> Load(BundledFont font) => new(() =>
    {
        using SKData data = SKData.CreateCopy(BundledFonts.Read(font));
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"Skia cannot read the bundled font {font}.");
    });
}
