using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>Rectangles in one look: the bars of a waterfall, a bucket's band, the boxes of a graph, a tiny bar in a row.</summary>
/// <param name="Bars">The rectangles, in drawing order.</param>
/// <param name="Fill">Their fill; null leaves them open.</param>
public sealed record BarsMark(ImmutableArray<BarItem> Bars, Rgb? Fill) : Mark
{
    /// <summary>Opacity of the fill alone, 0 to 1; default 1.</summary>
    public double FillOpacity { get; init; } = 1;

    /// <summary>Whether they are hatched, which says: folded. The hatching takes the fill's place. Default no.</summary>
    public bool Hatched { get; init; }

    /// <summary>Their edge; null (the default) draws none.</summary>
    public Stroke? Edge { get; init; }

    /// <summary>Radius of their corners, px; default 0.</summary>
    public double CornerRadius { get; init; }

    /// <summary>The least width they are drawn with, px, so that a short span is still seen; default 1.</summary>
    public double MinimumWidth { get; init; } = 1;
}
