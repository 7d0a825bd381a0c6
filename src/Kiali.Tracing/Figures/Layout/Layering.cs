namespace Kiali.Tracing.Figures.Layout;

/// <summary>Gives each node a layer, so that every edge but those that close a cycle runs to the right, and edges are short.</summary>
internal sealed class Layering
{
    private const int TighteningPasses = 4;
    private readonly List<int>[] _next;
    private readonly List<int>[] _previous;
    private readonly int[] _layers;

    private Layering(int count)
    {
        _next = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        _previous = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        _layers = new int[count];
    }

    /// <summary>Layers nodes.</summary>
    /// <param name="count">How many nodes there are.</param>
    /// <param name="edges">The edges by node numbers, distinct, none from a node to itself.</param>
    /// <param name="weightOf">How much an edge wants to be short, by its ends.</param>
    /// <returns>The layer of each node, the first 0, none empty; and for each edge whether it runs to the left.</returns>
    public static (int[] Layers, bool[] Reversed) Of(int count, IReadOnlyList<(int Source, int Target)> edges, Func<int, int, int> weightOf)
    {
        bool[] reversed = BackEdges(count, edges);
        Layering layering = new(count);
        for (int edge = 0; edge < edges.Count; edge++)
        {
            (int source, int target) = reversed[edge] ? (edges[edge].Target, edges[edge].Source) : edges[edge];
            layering._next[source].Add(target);
            layering._previous[target].Add(source);
        }

        int[] order = layering.TopologicalOrder();
        foreach (int node in order)
        {
            layering._layers[node] = layering._previous[node].Select(before => layering._layers[before] + 1).DefaultIfEmpty(0).Max();
        }

        layering.Tighten(order, weightOf);
        int[] used = [.. layering._layers.Distinct().Order()];
        return ([.. layering._layers.Select(layer => Array.BinarySearch(used, layer))], reversed);
    }

    /// <summary>The edges that close a cycle when walking depth-first, from nodes that nothing reaches first.</summary>
    private static bool[] BackEdges(int count, IReadOnlyList<(int Source, int Target)> edges)
    {
        bool[] back = new bool[edges.Count];
        int[] incoming = new int[count];
        List<int>[] outgoing = [.. Enumerable.Range(0, count).Select(_ => new List<int>())];
        for (int edge = 0; edge < edges.Count; edge++)
        {
            outgoing[edges[edge].Source].Add(edge);
            incoming[edges[edge].Target]++;
        }

        const byte Open = 1;
        const byte Done = 2;
        byte[] states = new byte[count];
        Stack<(int Node, int Next)> path = new();
        IEnumerable<int> starts = Enumerable.Range(0, count).OrderBy(node => incoming[node] == 0 ? 0 : 1).ThenByDescending(node => outgoing[node].Count - incoming[node]);
        foreach (int start in starts)
        {
            if (states[start] != 0)
            {
                continue;
            }

            states[start] = Open;
            path.Push((start, 0));
            while (path.TryPop(out (int Node, int Next) top))
            {
                if (top.Next == outgoing[top.Node].Count)
                {
                    states[top.Node] = Done;
                    continue;
                }

                path.Push((top.Node, top.Next + 1));
                int edge = outgoing[top.Node][top.Next];
                int target = edges[edge].Target;
                if (states[target] == Open)
                {
                    back[edge] = true;
                }
                else if (states[target] == 0)
                {
                    states[target] = Open;
                    path.Push((target, 0));
                }
            }
        }

        return back;
    }

    private int[] TopologicalOrder()
    {
        int[] waiting = [.. _previous.Select(before => before.Count)];
        Queue<int> ready = new(Enumerable.Range(0, waiting.Length).Where(node => waiting[node] == 0));
        List<int> order = new(waiting.Length);
        while (ready.TryDequeue(out int node))
        {
            order.Add(node);
            foreach (int target in _next[node])
            {
                if (--waiting[target] == 0)
                {
                    ready.Enqueue(target);
                }
            }
        }

        return [.. order];
    }

    /// <summary>Moves nodes right where that shortens more than it lengthens.</summary>
    private void Tighten(int[] order, Func<int, int, int> weightOf)
    {
        for (int pass = 0; pass < TighteningPasses; pass++)
        {
            bool moved = false;
            for (int index = order.Length - 1; index >= 0; index--)
            {
                int node = order[index];
                if (_next[node].Count == 0)
                {
                    continue;
                }

                int rightmost = _next[node].Min(target => _layers[target]) - 1;
                int pull = _next[node].Sum(target => weightOf(node, target)) - _previous[node].Sum(source => weightOf(source, node));
                if (rightmost > _layers[node] && pull > 0)
                {
                    _layers[node] = rightmost;
                    moved = true;
                }
            }

            if (!moved)
            {
                return;
            }
        }
    }
}
