using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>The edges of a graph. What is written on them is <see cref="TextMark"/>s with a halo, where there is room.</summary>
/// <param name="Edges">The edges, in drawing order.</param>
public sealed record EdgesMark(ImmutableArray<EdgeItem> Edges) : Mark
{
    /// <summary>Width of a band, px; default 14.</summary>
    public double BandWidth { get; init; } = 14;

    /// <summary>How far short of the target's middle an arrow's tip ends, px; default 17.</summary>
    public double ArrowInset { get; init; } = 17;
}
