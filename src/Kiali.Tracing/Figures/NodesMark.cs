using System.Collections.Immutable;

namespace Kiali.Tracing.Figures;

/// <summary>The nodes of a graph.</summary>
/// <param name="Nodes">The nodes, in drawing order.</param>
public sealed record NodesMark(ImmutableArray<NodeItem> Nodes) : Mark
{
    /// <summary>Width and height of a node, px; default 24.</summary>
    public double Size { get; init; } = 24;

    /// <summary>Radius of a halo, px; default 22.</summary>
    public double HaloRadius { get; init; } = 22;

    /// <summary>Size of the labels, px; default 11.</summary>
    public double LabelSize { get; init; } = 11;
}
