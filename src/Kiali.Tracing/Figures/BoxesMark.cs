using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>Box plots: many spans of a stretch of time as five numbers each.</summary>
/// <param name="Boxes">The boxes, left to right.</param>
public sealed record BoxesMark(ImmutableArray<BoxItem> Boxes) : Mark
{
    /// <summary>Width of a box, px; default 23. Its whiskers' ends are half as wide.</summary>
    public double Width { get; init; } = 23;

    /// <summary>The fill; default that of span boxes.</summary>
    public Rgb Fill { get; init; } = Palette.SpanBox;

    /// <summary>The edge and the whiskers; default those of span boxes.</summary>
    public Stroke Edge { get; init; } = new(Palette.SpanEdge, 1.2);

    /// <summary>The median's line; default that of span boxes.</summary>
    public Stroke Median { get; init; } = new(Palette.SpanMedian, 2.4);
}
