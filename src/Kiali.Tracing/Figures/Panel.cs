using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>A part of a figure with its own coordinates: two axes, one axis, or plain px.</summary>
/// <param name="Bounds">Where the coordinates span in the figure. Tick labels lie outside; marks in px may too.</param>
public sealed record Panel(PlotBounds Bounds)
{
    /// <summary>The horizontal axis; null means px from the left edge.</summary>
    public Axis? X { get; init; }

    /// <summary>The vertical axis; null means px from the top edge, downwards.</summary>
    public Axis? Y { get; init; }

    /// <summary>The marks, in drawing order, above grid lines and below nothing.</summary>
    /// <remarks>Neighbouring <see cref="EdgesMark"/>s and <see cref="NodesMark"/>s are drawn as one graph: bands and halos of all first,
    /// then edges, arrow heads, nodes and labels.</remarks>
    public ImmutableArray<Mark> Marks { get; init; } = [];
}
