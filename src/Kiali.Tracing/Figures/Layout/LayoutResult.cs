using System.Collections.Immutable;

namespace Kiali.Tracing.Figures.Layout;

/// <summary>A laid out graph. Layers are numbers: the figure decides how far apart they are.</summary>
internal sealed record LayoutResult
{
    /// <summary>Where each node lies.</summary>
    public required ImmutableDictionary<string, LayoutPlace> Nodes { get; init; }

    /// <summary>How each edge runs, from its source to its target; an edge to its own source is not in it.</summary>
    public required ImmutableDictionary<LayoutEdge, ImmutableArray<LayoutPlace>> Routes { get; init; }

    /// <summary>The boxes of groups, then the smaller boxes.</summary>
    public required ImmutableArray<LayoutGroup> Groups { get; init; }

    /// <summary>How many layers there are.</summary>
    public required int LayerCount { get; init; }

    /// <summary>The height of all, px.</summary>
    public required double Height { get; init; }

    /// <summary>How many pairs of edges cross between neighbouring layers.</summary>
    public required long Crossings { get; init; }
}
