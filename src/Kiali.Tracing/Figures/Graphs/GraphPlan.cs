using System.Collections.Immutable;
using Kiali.Tracing.Figures.Layout;
using Kiali.Tracing.Graphs;

namespace Kiali.Tracing.Figures.Graphs;

/// <summary>Where everything of a graph's picture lies, px.</summary>
internal sealed class GraphPlan
{
    public const double LabelSize = 11;
    private const double Margin = 14;
    private const double LegendHeight = 38;
    private const double WidestPitch = 190;
    private const double WidestPad = 70;
    private const double LineHeight = 13.5;
    private const int RoomyNodes = 20;
    private const int MostLayers = 12;
    private const double StraightEnd = 25;
    private const double ShortStretch = 3 * StraightEnd;
    private readonly LayoutResult _layout;
    private readonly double _left;

    /// <summary>Whether a graph has more layers than a picture has room for, so that services are folded into their workloads.</summary>
    public static bool IsTooDeep(ImmutableArray<MeshNode> nodes, ImmutableArray<MeshEdge> edges)
        => LayerCountOf(nodes, edges, new GraphNames(nodes, edges)) > MostLayers && ServiceFold.Of(nodes, edges).Nodes.Length < nodes.Length;

    /// <summary>Plans a picture.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The edges.</param>
    public GraphPlan(ImmutableArray<MeshNode> nodes, ImmutableArray<MeshEdge> edges)
    {
        if (IsTooDeep(nodes, edges))
        {
            (nodes, edges) = ServiceFold.Of(nodes, edges);
        }

        Names = new GraphNames(nodes, edges);
        Nodes = nodes;
        Edges = edges;
        HasMetrics = nodes.Any(node => !node.OnlyInTrace);
        LayoutSizes sizes = new() { RowPitch = nodes.Length <= RoomyNodes ? 88 : 66 };
        LayoutEdge[] pairs = [.. edges.Select(edge => new LayoutEdge(edge.Source, edge.Target))];

        // How many layers there are decides how wide names may be, and that how high nodes are: so the layers are found first.
        int layerCount = Math.Max(1, LayerCountOf(nodes, edges, Names));
        const double Inside = Figure.FullWidth - (2 * Margin);
        Pitch = Math.Min(WidestPitch, (Inside + 8) / layerCount);
        Pad = Math.Min(WidestPad, (Pitch / 2) - 4);
        _left = Margin + Pad + (Math.Max(0, Inside - ((layerCount - 1) * Pitch) - (2 * Pad)) / 2);
        _layout = LayeredLayout.Of(nodes.Select(node => ToLayout(node, Names, LabelLinesOf(node).Length)), pairs, sizes);
        Height = Margin + _layout.Height + LegendHeight;
    }

    /// <summary>The nodes that are drawn.</summary>
    public ImmutableArray<MeshNode> Nodes { get; }

    /// <summary>The edges that are drawn.</summary>
    public ImmutableArray<MeshEdge> Edges { get; }

    /// <summary>Whether any node is known from metrics; if none is, nothing has to be marked as known from the trace alone.</summary>
    public bool HasMetrics { get; }

    public GraphNames Names { get; }

    public double Pitch { get; }

    public double Pad { get; }

    public double Height { get; }

    public ImmutableArray<LayoutGroup> Groups => _layout.Groups;

    public double LegendBaseLine => Height - 15;

    public PlotPoint PlaceOf(MeshNode node) => Place(_layout.Nodes[node.Id]);

    public PlotBounds BoundsOf(LayoutGroup group)
    {
        double pad = group.Box is null ? Pad : Math.Min(38, Pad - 6);
        double left = X(group.FirstLayer) - pad;
        return new PlotBounds(left, Margin + group.Top, X(group.LastLayer) + pad - left, group.Bottom - group.Top);
    }

    /// <summary>An edge's way; edges of the same two ends beside the first bend away from it, and an edge to its own source is a loop.</summary>
    public ImmutableArray<PlotPoint> RouteOf(MeshEdge edge, int beside)
    {
        if (!_layout.Routes.TryGetValue(new LayoutEdge(edge.Source, edge.Target), out ImmutableArray<LayoutPlace> places))
        {
            PlotPoint middle = Place(_layout.Nodes[edge.Source]);
            return [middle, new(middle.X + 26, middle.Y - 26), new(middle.X - 26, middle.Y - 26), middle];
        }

        ImmutableArray<PlotPoint> route = [.. places.Select(Place)];
        if (beside > 0)
        {
            PlotPoint bend = new((route[0].X + route[^1].X) / 2, ((route[0].Y + route[^1].Y) / 2) + (22 * beside));
            route = [route[0], bend, route[^1]];
        }

        // On a short stretch a curve has not levelled out where its arrow head is: the last bit is made level.
        (PlotPoint before, PlotPoint end) = (route[^2], route[^1]);
        return before.Y != end.Y && Math.Abs(end.X - before.X) is > StraightEnd and <= ShortStretch
            ? [.. route[..^1], new PlotPoint(end.X - Math.CopySign(StraightEnd, end.X - before.X), end.Y), end]
            : route;
    }

    /// <summary>What is written under a node; nothing where even a word does not fit and the shape says it.</summary>
    public ImmutableArray<string> LabelLinesOf(MeshNode node)
    {
        string label = Names.LabelOf(node);
        bool isBoxed = Names.BoxOf(node) is not null;
        double width = isBoxed ? Pitch - 12 : Pitch - 6;
        if (isBoxed && label == GraphNames.Service && TextWidth.Estimate(label, LabelSize) > width)
        {
            return [];
        }

        ImmutableArray<string> lines = isBoxed ? [TextWidth.Cut(label, LabelSize, width, bold: true)] : GraphNames.Lines(label, LabelSize, width);
        return node.OnlyInTrace && HasMetrics ? [.. lines.Take(2), GraphNames.TraceOnly] : lines;
    }

    private double X(int layer) => _left + (layer * Pitch);

    private PlotPoint Place(LayoutPlace place) => new(X(place.Layer), Margin + place.Y);

    private static int LayerCountOf(ImmutableArray<MeshNode> nodes, ImmutableArray<MeshEdge> edges, GraphNames names)
        => LayeredLayout.LayerCountOf(nodes.Select(node => ToLayout(node, names, 1)), edges.Select(edge => new LayoutEdge(edge.Source, edge.Target)));

    private static LayoutNode ToLayout(MeshNode node, GraphNames names, int labelLines)
        => new(node.Id, names.GroupOf(node), names.BoxOf(node), 26, 34 + ((labelLines - 1) * LineHeight));
}
