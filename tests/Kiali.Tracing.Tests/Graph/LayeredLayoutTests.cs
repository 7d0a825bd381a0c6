using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Figures.Layout;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Graph;

public sealed class LayeredLayoutTests
{
    private static readonly LayoutSizes Sizes = new();

    /// <summary>Graphs of up to 25 nodes in up to three groups and some boxes, with cycles, repeats and loops.</summary>
    private static readonly Gen<(LayoutNode[] Nodes, LayoutEdge[] Edges)> Graphs =
        from count in Gen.Int[1, 25]
        from groups in Gen.Int[0, 3].Array[count]
        from boxes in Gen.Int[0, 5].Array[count]
        from ends in Gen.Select(Gen.Int[0, count - 1], Gen.Int[0, count - 1]).Array[0, 2 * count]
        select (
            Enumerable.Range(0, count)
                .Select(index => new LayoutNode(
                    $"n{index:00}", groups[index] == 3 ? null : $"g{groups[index]}", groups[index] == 3 || boxes[index] > 2 ? null : $"b{boxes[index]}", 26, 34))
                .ToArray(),
            ends.Select(pair => new LayoutEdge($"n{pair.Item1:00}", $"n{pair.Item2:00}")).ToArray());

    [Fact]
    public void No_node_lies_on_another()
        => Graphs.Sample(
            graph =>
            {
                LayoutResult layout = LayeredLayout.Of(graph.Nodes, graph.Edges, Sizes);
                foreach (IGrouping<int, LayoutPlace> layer in layout.Nodes.Values.GroupBy(place => place.Layer))
                {
                    double[] middles = [.. layer.Select(place => place.Y).Order()];
                    for (int index = 1; index < middles.Length; index++)
                    {
                        Assert.True(middles[index] - middles[index - 1] >= 26 + 34, $"{middles[index - 1]} and {middles[index]}");
                    }
                }
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void Edges_run_to_the_right_but_for_those_that_close_a_cycle()
        => Graphs.Sample(
            graph =>
            {
                LayoutResult layout = LayeredLayout.Of(graph.Nodes, graph.Edges, Sizes);
                LayoutEdge[] distinct = [.. graph.Edges.Distinct().Where(edge => edge.Source != edge.Target)];
                LayoutEdge[] left = [.. distinct.Where(edge => layout.Nodes[edge.Source].Layer >= layout.Nodes[edge.Target].Layer)];

                Assert.All(distinct, edge => Assert.NotEqual(layout.Nodes[edge.Source].Layer, layout.Nodes[edge.Target].Layer));
                Assert.All(left, edge => Assert.True(Reaches(distinct, edge.Target, edge.Source), $"{edge} closes no cycle"));
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void A_route_leads_from_source_to_target_through_every_layer_between()
        => Graphs.Sample(
            graph =>
            {
                LayoutResult layout = LayeredLayout.Of(graph.Nodes, graph.Edges, Sizes);
                foreach ((LayoutEdge edge, ImmutableArray<LayoutPlace> route) in layout.Routes)
                {
                    Assert.Equal(layout.Nodes[edge.Source], route[0]);
                    Assert.Equal(layout.Nodes[edge.Target], route[^1]);
                    Assert.All(route.Zip(route.Skip(1)), step => Assert.Equal(1, Math.Abs(step.First.Layer - step.Second.Layer)));
                }
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void The_order_of_nodes_and_edges_does_not_matter()
        => Gen.Select(Graphs, Gen.Int).Sample(
            (graph, seed) =>
            {
                LayoutResult one = LayeredLayout.Of(graph.Nodes, graph.Edges, Sizes);
                LayoutResult other = LayeredLayout.Of(Permuted(graph.Nodes, seed), Permuted(graph.Edges, ~seed), Sizes);

                Assert.Equal(one.Nodes.OrderBy(node => node.Key), other.Nodes.OrderBy(node => node.Key));
                Assert.Equal(one.Groups.AsEnumerable(), other.Groups);
                Assert.All(one.Routes, route => Assert.Equal(route.Value.AsEnumerable(), other.Routes[route.Key]));
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void Boxes_hold_their_nodes_and_no_others()
        => Graphs.Sample(
            graph =>
            {
                LayoutResult layout = LayeredLayout.Of(graph.Nodes, graph.Edges, Sizes);
                foreach (LayoutGroup box in layout.Groups)
                {
                    foreach (LayoutNode node in graph.Nodes)
                    {
                        LayoutPlace place = layout.Nodes[node.Id];
                        bool isInside = place.Layer >= box.FirstLayer && place.Layer <= box.LastLayer && place.Y >= box.Top && place.Y <= box.Bottom;
                        bool belongs = node.Group == box.Group && (box.Box is null || node.Box == box.Box);
                        Assert.True(isInside == belongs, $"{node.Id} and {box}");
                    }
                }
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void Boxes_do_not_overlap()
        => Graphs.Sample(
            graph =>
            {
                LayoutResult layout = LayeredLayout.Of(graph.Nodes, graph.Edges, Sizes);
                foreach (LayoutGroup one in layout.Groups)
                {
                    foreach (LayoutGroup other in layout.Groups.Where(other => other != one && (other.Box is null) == (one.Box is null)))
                    {
                        bool apart = one.LastLayer < other.FirstLayer || other.LastLayer < one.FirstLayer || one.Bottom <= other.Top || other.Bottom <= one.Top;
                        Assert.True(apart, $"{one} and {other}");
                    }
                }
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void The_count_of_crossings_that_is_kept_up_to_date_is_the_one_of_all_pairs()
        => Graphs.Sample(
            graph =>
            {
                LayoutResult layout = LayeredLayout.Of(graph.Nodes, graph.Edges, Sizes);

                Assert.Equal(CrossingsByPairs(layout), layout.Crossings);
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void Crossings_of_two_layers_are_those_of_all_pairs()
        => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9]).Array[0, 40].Sample(
            edges =>
            {
                long expected = 0;
                for (int first = 0; first < edges.Length; first++)
                {
                    for (int second = 0; second < first; second++)
                    {
                        expected += (edges[first].Item1 - edges[second].Item1) * (edges[first].Item2 - edges[second].Item2) < 0 ? 1 : 0;
                    }
                }

                Assert.Equal(expected, CrossingCount.Of(edges, 10));
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void A_graph_that_can_be_drawn_without_crossings_is()
    {
        LayoutNode[] nodes = [.. Enumerable.Range(0, 31).Select(index => new LayoutNode($"n{(index * 17) % 31:00}", null, null, 26, 34))];
        LayoutEdge[] tree = [.. Enumerable.Range(1, 30).Select(index => new LayoutEdge(nodes[(index - 1) / 2].Id, nodes[index].Id))];

        Assert.Equal(0, LayeredLayout.Of(nodes, tree, Sizes).Crossings);
    }

    [Fact]
    public void An_edge_to_its_own_source_and_a_cycle_of_two_are_no_trouble()
    {
        LayoutNode[] nodes = [new("a", "g", null, 26, 34), new("b", "g", null, 26, 34)];

        LayoutResult layout = LayeredLayout.Of(nodes, [new("a", "a"), new("a", "b"), new("b", "a")], Sizes);

        Assert.Equal((0, 1, 2), (layout.Nodes["a"].Layer, layout.Nodes["b"].Layer, layout.Routes.Count));
    }

    [Fact]
    public void Nothing_to_lay_out_is_an_empty_layout()
        => Assert.Equal((0, 0.0), (LayeredLayout.Of([], [], Sizes).LayerCount, LayeredLayout.Of([], [], Sizes).Height));

    private static bool Reaches(LayoutEdge[] edges, string from, string to)
    {
        HashSet<string> seen = [from];
        Queue<string> next = new([from]);
        while (next.TryDequeue(out string? node))
        {
            foreach (LayoutEdge edge in edges.Where(edge => edge.Source == node && seen.Add(edge.Target)))
            {
                next.Enqueue(edge.Target);
            }
        }

        return seen.Contains(to);
    }

    private static IEnumerable<T> Permuted<T>(T[] items, int seed) => items.Select((item, index) => (item, Key: unchecked((((uint)(index + 1) * 2654435761u) ^ (uint)seed) * 2246822519u)))
        .OrderBy(pair => pair.Key).Select(pair => pair.item);

    private static long CrossingsByPairs(LayoutResult layout)
    {
        (LayoutPlace Left, LayoutPlace Right)[] steps =
        [
            .. layout.Routes.Values.SelectMany(route => route.Zip(route.Skip(1)))
                .Select(step => step.First.Layer < step.Second.Layer ? (step.First, step.Second) : (step.Second, step.First)),
        ];
        long crossings = 0;
        for (int first = 0; first < steps.Length; first++)
        {
            for (int second = 0; second < first; second++)
            {
                bool sameGap = steps[first].Left.Layer == steps[second].Left.Layer;
                double sides = (steps[first].Left.Y - steps[second].Left.Y) * (steps[first].Right.Y - steps[second].Right.Y);
                crossings += sameGap && sides < 0 ? 1 : 0;
            }
        }

        return crossings;
    }
}
