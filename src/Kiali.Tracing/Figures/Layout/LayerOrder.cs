namespace Kiali.Tracing.Figures.Layout;

/// <summary>The order of items from top to bottom, one for all layers, so that a box is never torn; improved until edges cross little.</summary>
/// <remarks>
/// Barycentre sweeps propose, transposition settles: neighbours swap where that loses crossings. A swap's gain is counted on the edges of the two alone,
/// so <see cref="Crossings"/> is kept up to date without counting all again.
/// </remarks>
internal sealed class LayerOrder
{
    private const int Sweeps = 8;
    private const int TranspositionPasses = 12;
    private readonly LayoutVertices _vertices;
    private readonly int[] _marks;
    private readonly int[] _inner;
    private int[] _rank;

    public LayerOrder(LayoutVertices vertices)
    {
        _vertices = vertices;
        _marks = new int[vertices.Count];
        _inner = new int[vertices.Count];
        _rank = new int[vertices.Items.Count];
        Items = [.. Enumerable.Range(0, vertices.Items.Count).OrderBy(item => vertices.Items[item].Lane)];
        Renumber();
        Crossings = CountAll();
    }

    /// <summary>The items' numbers from top to bottom, lane by lane.</summary>
    public List<int> Items { get; private set; }

    /// <summary>How many pairs of edges cross.</summary>
    public long Crossings { get; private set; }

    /// <summary>Improves the order as far as it goes.</summary>
    public void Improve()
    {
        Transpose();
        (List<int> Items, int[] Inner, int[] Lanes, long Crossings) best = ([.. Items], [.. _inner], _vertices.CopyLaneRanks(), Crossings);
        for (int sweep = 0; sweep < Sweeps && best.Crossings > 0; sweep++)
        {
            Sweep(fromLeft: sweep % 2 == 0);
            Crossings = CountAll();
            Transpose();
            SwapLanes();
            if (Crossings < best.Crossings)
            {
                best = ([.. Items], [.. _inner], _vertices.CopyLaneRanks(), Crossings);
            }
        }

        Items = best.Items;
        best.Inner.CopyTo(_inner, 0);
        _vertices.RestoreLaneRanks(best.Lanes);
        Crossings = best.Crossings;
        Renumber(keepInner: true);
    }

    /// <summary>The vertices of a layer from top to bottom.</summary>
    public int[] LayerOf(int layer) => [.. _vertices.OfLayer(layer).Order(Comparer<int>.Create(Compare))];

    /// <summary>Counts all crossings afresh.</summary>
    public long CountAll()
    {
        int[] position = Positions();
        long crossings = 0;
        for (int gap = 0; gap < _vertices.LayerCount - 1; gap++)
        {
            crossings += CrossingCount.Of(
                _vertices.SegmentsOfGap(gap).Select(segment => (position[segment.Left], position[segment.Right])), _vertices.OfLayer(gap + 1).Count);
        }

        return crossings;
    }

    /// <summary>Swaps neighbours where that loses crossings, until it does not.</summary>
    public void Transpose()
    {
        for (int pass = 0; pass < TranspositionPasses; pass++)
        {
            long before = Crossings;
            for (int index = 0; index < Items.Count - 1; index++)
            {
                TryMoveDown(index);
            }

            foreach (LayoutItem box in _vertices.Items.Where(item => item.Vertices.Count > 1))
            {
                TransposeWithin(box);
            }

            if (Crossings == before)
            {
                return;
            }
        }
    }

    private void TryMoveDown(int index)
    {
        LayoutItem item = _vertices.Items[Items[index]];
        int next = index + 1;
        while (next < Items.Count && _vertices.Items[Items[next]].Lane == item.Lane && !_vertices.Items[Items[next]].SharesLayer(item))
        {
            next++;
        }

        if (next == Items.Count || _vertices.Items[Items[next]].Lane != item.Lane)
        {
            return;
        }

        long gain = FlipDelta(item.Vertices, _vertices.Items[Items[next]].Vertices);
        if (gain < 0)
        {
            int moved = Items[index];
            Items.RemoveAt(index);
            Items.Insert(next, moved);
            for (int changed = index; changed <= next; changed++)
            {
                _rank[Items[changed]] = changed;
            }

            Crossings += gain;
        }
    }

    private void TransposeWithin(LayoutItem box)
    {
        for (int layer = box.FirstLayer; layer <= box.LastLayer; layer++)
        {
            int[] row = [.. box.Vertices.Where(vertex => _vertices.LayerOf(vertex) == layer).OrderBy(vertex => _inner[vertex])];
            for (int index = 0; index < row.Length - 1; index++)
            {
                long gain = FlipDelta([row[index]], [row[index + 1]]);
                if (gain < 0)
                {
                    (_inner[row[index]], _inner[row[index + 1]]) = (_inner[row[index + 1]], _inner[row[index]]);
                    (row[index], row[index + 1]) = (row[index + 1], row[index]);
                    Crossings += gain;
                }
            }
        }
    }

    /// <summary>How many crossings more there are when every vertex of one set changes sides with every one of the other.</summary>
    private long FlipDelta(List<int> upper, List<int> lower)
    {
        const int Upper = 1;
        const int Lower = 2;
        Mark(upper, Upper);
        Mark(lower, Lower);
        long delta = 0;
        foreach (int vertex in upper)
        {
            foreach (int first in _vertices.SegmentsOf(vertex))
            {
                foreach (int other in lower)
                {
                    foreach (int second in _vertices.SegmentsOf(other))
                    {
                        delta += DeltaOf(first, second, vertex, other);
                    }
                }
            }
        }

        Mark(upper, 0);
        Mark(lower, 0);
        return delta;

        void Mark(List<int> vertices, int mark)
        {
            foreach (int vertex in vertices)
            {
                _marks[vertex] = mark;
            }
        }
    }

    private int DeltaOf(int first, int second, int vertex, int other)
    {
        LayoutSegment one = _vertices.Segment(first);
        LayoutSegment two = _vertices.Segment(second);
        if (first == second || _vertices.LayerOf(one.Left) != _vertices.LayerOf(two.Left))
        {
            return 0;
        }

        bool flipsLeft = Flips(one.Left, two.Left);
        bool flipsRight = Flips(one.Right, two.Right);
        if (flipsLeft == flipsRight)
        {
            return 0;
        }

        // A pair of edges may be met at several of its ends: it counts at the left one, and at the end that the first set owns.
        bool isCountedHere = flipsLeft
            ? (vertex == one.Left && other == two.Left)
            : (vertex == one.Right && other == two.Right);
        if (!isCountedHere)
        {
            return 0;
        }

        int sides = Math.Sign(Compare(one.Left, two.Left)) * Math.Sign(Compare(one.Right, two.Right));
        return sides;

        bool Flips(int left, int right) => _marks[left] != 0 && _marks[right] != 0 && _marks[left] != _marks[right];
    }

    private void Sweep(bool fromLeft)
    {
        for (int step = 1; step < _vertices.LayerCount; step++)
        {
            int layer = fromLeft ? step : _vertices.LayerCount - 1 - step;
            int[] position = Positions();
            double scale = _vertices.OfLayer(fromLeft ? layer - 1 : layer + 1).Count;
            List<int> slots = [];
            for (int index = 0; index < Items.Count; index++)
            {
                LayoutItem item = _vertices.Items[Items[index]];
                if (item.FirstLayer <= layer && item.LastLayer >= layer)
                {
                    slots.Add(index);
                }
            }

            double own = _vertices.OfLayer(layer).Count;
            (int Item, int Lane, double Centre)[] moving =
            [
                .. slots.Select((slot, index) =>
                {
                    LayoutItem item = _vertices.Items[Items[slot]];
                    double[] near =
                    [
                        .. item.Vertices.Where(vertex => _vertices.LayerOf(vertex) == layer)
                            .SelectMany(vertex => fromLeft ? _vertices.LeftOf(vertex) : _vertices.RightOf(vertex))
                            .Where(neighbour => !item.Vertices.Contains(neighbour))
                            .Select(neighbour => (position[neighbour] + 0.5) / scale),
                    ];
                    return (Items[slot], item.Lane, near.Length > 0 ? near.Average() : (index + 0.5) / Math.Max(own, slots.Count));
                }),
            ];
            int[] sorted = [.. moving.OrderBy(item => _vertices.LaneRank(item.Lane)).ThenBy(item => item.Centre).ThenBy(item => _rank[item.Item]).Select(item => item.Item)];
            for (int index = 0; index < slots.Count; index++)
            {
                Items[slots[index]] = sorted[index];
            }

            Renumber(keepInner: true);
        }
    }

    private void SwapLanes()
    {
        for (int lane = 0; lane < _vertices.LaneCount - 1; lane++)
        {
            List<int> before = Items;
            _vertices.SwapLaneRanks(lane);
            Items = [.. Items.OrderBy(item => _vertices.LaneRank(_vertices.Items[item].Lane))];
            Renumber(keepInner: true);
            long crossings = CountAll();
            if (crossings < Crossings)
            {
                Crossings = crossings;
            }
            else
            {
                _vertices.SwapLaneRanks(lane);
                Items = before;
                Renumber(keepInner: true);
            }
        }
    }

    private int[] Positions()
    {
        int[] position = new int[_vertices.Count];
        for (int layer = 0; layer < _vertices.LayerCount; layer++)
        {
            int[] row = LayerOf(layer);
            for (int index = 0; index < row.Length; index++)
            {
                position[row[index]] = index;
            }
        }

        return position;
    }

    private void Renumber(bool keepInner = false)
    {
        for (int index = 0; index < Items.Count; index++)
        {
            _rank[Items[index]] = index;
        }

        if (!keepInner)
        {
            foreach (LayoutItem item in _vertices.Items)
            {
                for (int index = 0; index < item.Vertices.Count; index++)
                {
                    _inner[item.Vertices[index]] = index;
                }
            }
        }
    }

    private int Compare(int left, int right)
    {
        int order = _rank[_vertices.ItemOf(left)].CompareTo(_rank[_vertices.ItemOf(right)]);
        return order != 0 ? order : _inner[left].CompareTo(_inner[right]);
    }
}
