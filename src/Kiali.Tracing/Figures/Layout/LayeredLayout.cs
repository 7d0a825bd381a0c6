using System.Collections.Immutable;

namespace Kiali.Tracing.Figures.Layout;

/// <summary>Lays a directed graph out in layers from left to right, with boxes around groups and around the smaller boxes within them.</summary>
/// <remarks>
/// Sugiyama's way: cycles cut, longest-path layers tightened, long edges cut into passages, the order in layers improved, heights assigned. Groups get lanes,
/// one below the other; groups that share no layer share a lane. The result depends on the graph alone, not on the order of its parts.
/// </remarks>
internal static class LayeredLayout
{
    private const int BoxWeight = 4;

    /// <summary>Lays a graph out.</summary>
    /// <param name="nodes">The nodes, ids distinct.</param>
    /// <param name="edges">The edges; repeats and edges of a node to itself are allowed, ends must be among the nodes.</param>
    /// <param name="sizes">The distances.</param>
    /// <returns>The layout.</returns>
    public static LayoutResult Of(IEnumerable<LayoutNode> nodes, IEnumerable<LayoutEdge> edges, LayoutSizes sizes)
    {
        (LayoutNode[] all, LayoutEdge[] distinct, (int Source, int Target)[] pairs, int[] layers, bool[] reversed) = Layers(nodes, edges);
        LayoutVertices vertices = new(layers.Length == 0 ? 0 : layers.Max() + 1);
        foreach (int layer in layers)
        {
            vertices.Add(layer);
        }

        int[] lanes = LanesOf(all, layers, out int laneCount);
        vertices.SetLanes(laneCount);
        List<int>[] paths = [.. pairs.Select((pair, edge) => AddPath(vertices, reversed[edge] ? (pair.Target, pair.Source) : pair))];
        AddItems(vertices, all, lanes, sizes);
        foreach ((List<int> path, int edge) in paths.Select((path, edge) => (path, edge)))
        {
            foreach (int passage in path[1..^1])
            {
                int layer = vertices.LayerOf(passage);
                vertices.AddItem(new LayoutItem
                {
                    Lane = lanes[pairs[edge].Target],
                    Group = string.Empty,
                    FirstLayer = layer,
                    LastLayer = layer,
                    Vertices = [passage],
                    Above = sizes.Passage,
                    Height = 2 * sizes.Passage,
                });
            }
        }

        LayerOrder order = new(vertices);
        order.Improve();
        LayerHeights heights = LayerHeights.Of(vertices, order, sizes);
        return new LayoutResult
        {
            Nodes = all.Select((node, index) => KeyValuePair.Create(node.Id, Place(index))).ToImmutableDictionary(StringComparer.Ordinal),
            Routes = distinct.Select((edge, index) => KeyValuePair.Create(edge, Route(paths[index], reversed[index]))).ToImmutableDictionary(),
            Groups = Groups(vertices, heights),
            LayerCount = vertices.LayerCount,
            Height = heights.Height,
            Crossings = order.Crossings,
        };

        LayoutPlace Place(int vertex) => new(vertices.LayerOf(vertex), heights.MiddleOf(vertex));

        ImmutableArray<LayoutPlace> Route(List<int> path, bool isReversed)
            => isReversed ? [.. Enumerable.Reverse(path).Select(Place)] : [.. path.Select(Place)];
    }

    /// <summary>How many layers a graph will have.</summary>
    public static int LayerCountOf(IEnumerable<LayoutNode> nodes, IEnumerable<LayoutEdge> edges) => Layers(nodes, edges).Layers.DefaultIfEmpty(-1).Max() + 1;

    private static (LayoutNode[] Nodes, LayoutEdge[] Edges, (int Source, int Target)[] Pairs, int[] Layers, bool[] Reversed) Layers(
        IEnumerable<LayoutNode> nodes, IEnumerable<LayoutEdge> edges)
    {
        LayoutNode[] all = [.. nodes.OrderBy(node => node.Id, StringComparer.Ordinal)];
        Dictionary<string, int> numbers = all.Select((node, index) => (node.Id, index)).ToDictionary(StringComparer.Ordinal);
        LayoutEdge[] distinct =
        [
            .. edges.Distinct().Where(edge => edge.Source != edge.Target)
                .OrderBy(edge => edge.Source, StringComparer.Ordinal).ThenBy(edge => edge.Target, StringComparer.Ordinal),
        ];
        (int Source, int Target)[] pairs = [.. distinct.Select(edge => (numbers[edge.Source], numbers[edge.Target]))];
        (int[] layers, bool[] reversed) = Layering.Of(
            all.Length, pairs, (source, target) => all[source].Box is { } box && box == all[target].Box && all[source].Group == all[target].Group ? BoxWeight : 1);
        return (all, distinct, pairs, layers, reversed);
    }

    /// <summary>Puts each group in the first lane whose groups it shares no layer with, from the left; a node of no group goes where no group's box is.</summary>
    private static int[] LanesOf(LayoutNode[] nodes, int[] layers, out int laneCount)
    {
        int[] lanes = new int[nodes.Length];
        List<List<(int First, int Last)>> taken = [];
        var groups = nodes.Select((node, index) => (Key: node.Group ?? "\0" + node.Id, Index: index))
            .GroupBy(node => node.Key, node => node.Index, StringComparer.Ordinal)
            .Select(group => (group.Key, Members: group.ToArray(), First: group.Min(index => layers[index]), Last: group.Max(index => layers[index])))
            .OrderBy(group => group.Key[0] == '\0')
            .ThenByDescending(group => group.Members.Length)
            .ThenBy(group => group.First)
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        foreach ((string key, int[] members, int first, int last) in groups)
        {
            int lane = taken.FindIndex(intervals => intervals.TrueForAll(interval => interval.Last < first || last < interval.First));
            if (lane < 0)
            {
                lane = taken.Count;
                taken.Add([]);
            }

            if (key[0] != '\0')
            {
                taken[lane].Add((first, last));
            }

            foreach (int member in members)
            {
                lanes[member] = lane;
            }
        }

        laneCount = taken.Count;
        return lanes;
    }

    private static List<int> AddPath(LayoutVertices vertices, (int Source, int Target) edge)
    {
        List<int> path = [edge.Source];
        for (int layer = vertices.LayerOf(edge.Source) + 1; layer < vertices.LayerOf(edge.Target); layer++)
        {
            path.Add(vertices.Add(layer));
        }

        path.Add(edge.Target);
        for (int index = 1; index < path.Count; index++)
        {
            vertices.AddSegment(path[index - 1], path[index]);
        }

        return path;
    }

    private static void AddItems(LayoutVertices vertices, LayoutNode[] nodes, int[] lanes, LayoutSizes sizes)
    {
        var items = nodes.Select((node, index) => (Key: node.Box is null ? (string.Empty, "\0" + node.Id) : (node.Group ?? string.Empty, node.Box), Index: index))
            .GroupBy(node => node.Key, node => node.Index);
        foreach (IGrouping<(string, string), int> group in items)
        {
            int[] members = [.. group];
            LayoutNode first = nodes[members[0]];
            int rows = members.GroupBy(vertices.LayerOf).Max(row => row.Count());
            vertices.AddItem(new LayoutItem
            {
                Lane = lanes[members[0]],
                Group = first.Group ?? string.Empty,
                Box = first.Box,
                FirstLayer = members.Min(vertices.LayerOf),
                LastLayer = members.Max(vertices.LayerOf),
                Vertices = [.. members],
                Above = first.Box is null ? first.Above : sizes.BoxAbove,
                Height = first.Box is null ? first.Above + first.Below : sizes.BoxAbove + ((rows - 1) * sizes.RowPitch) + sizes.BoxBelow,
            });
        }
    }

    private static ImmutableArray<LayoutGroup> Groups(LayoutVertices vertices, LayerHeights heights)
    {
        IEnumerable<LayoutGroup> groups = vertices.Items.Where(item => item.Group.Length > 0)
            .GroupBy(item => item.Group, StringComparer.Ordinal)
            .Select(group =>
            {
                (double top, double bottom) = heights.LaneOf(group.First().Lane);
                return new LayoutGroup(group.Key, null, group.Min(item => item.FirstLayer), group.Max(item => item.LastLayer), top, bottom);
            });
        IEnumerable<LayoutGroup> boxes = vertices.Items.Select((item, index) => (item, index))
            .Where(entry => entry.item.Box is not null)
            .Select(entry => new LayoutGroup(
                entry.item.Group,
                entry.item.Box,
                entry.item.FirstLayer,
                entry.item.LastLayer,
                heights.TopOf(entry.index),
                heights.TopOf(entry.index) + entry.item.Height));
        return [.. groups.OrderBy(group => group.Group, StringComparer.Ordinal), .. boxes.OrderBy(box => box.Group, StringComparer.Ordinal).ThenBy(box => box.Box, StringComparer.Ordinal)];
    }
}
