using System.Collections.Immutable;
using Kiali.Tracing.Figures;

namespace Kiali.Tracing.Rendering.Tests.Gallery;

/// <summary>Pictures with made-up numbers that use every kind of mark the way the features do.</summary>
internal static class GalleryFigures
{
    public const double Start = 1794664800; // 2026-11-14 14:00:00 UTC

    public static ImmutableArray<(string Name, Figure Figure)> All =>
    [
        ("scatter", ScatterGallery.Create()),
        ("waterfall", WaterfallGallery.Create()),
        ("metrics", MetricsGallery.Create()),
        ("metrics-boxes", MetricsGallery.CreateBoxes()),
        ("graph", GraphGallery.Create()),
        ("matrix", MatrixGallery.Create()),
        ("compact-slow", CompactHeatmapFigure.Create([new(20, true), new(86, true), new(2.3, true), new(42, true), new(88, true), new(48, true)], "all slower")),
        ("compact-every-sign", CompactHeatmapFigure.Create([new(1.4, true), new(1.02, true), new(0.4, true), new(0.7, true), new(1.1, false), HeatSample.NoData], "every sign")),
        ("tiny-range", TinyGallery.Range()),
        ("tiny-bar", TinyGallery.Bar(0.91)),
    ];

    /// <summary>A repeatable wobble between 0 and 1.</summary>
    public static double Wobble(int i) => Math.Abs(Math.Sin(i * 12.9898) * 43758.5453 % 1);
}
