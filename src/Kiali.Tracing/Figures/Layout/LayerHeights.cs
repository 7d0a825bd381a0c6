namespace Kiali.Tracing.Figures.Layout;

/// <summary>Gives ordered items their places from top to bottom: none overlap, and each is as near to what it is joined with as the others leave room.</summary>
internal sealed class LayerHeights
{
    private const int Passes = 40;
    private readonly LayoutVertices _vertices;
    private readonly LayoutSizes _sizes;
    private readonly double[] _tops;
    private readonly double[] _offsets;
    private readonly double[] _laneTops;
    private readonly double[] _laneBottoms;

    private LayerHeights(LayoutVertices vertices, LayerOrder order, LayoutSizes sizes)
    {
        _vertices = vertices;
        _sizes = sizes;
        _tops = new double[vertices.Items.Count];
        _offsets = new double[vertices.Count];
        _laneTops = new double[vertices.LaneCount];
        _laneBottoms = new double[vertices.LaneCount];
        SetOffsets(order);
    }

    public double Height { get; private set; }

    public static LayerHeights Of(LayoutVertices vertices, LayerOrder order, LayoutSizes sizes)
    {
        LayerHeights heights = new(vertices, order, sizes);
        heights.Pack(order);
        heights.Relax(order);
        return heights;
    }

    /// <summary>The middle of a vertex, px from the top.</summary>
    public double MiddleOf(int vertex) => _tops[_vertices.ItemOf(vertex)] + _offsets[vertex];

    public double TopOf(int item) => _tops[item];

    public (double Top, double Bottom) LaneOf(int lane) => (_laneTops[lane], _laneBottoms[lane]);

    private void SetOffsets(LayerOrder order)
    {
        for (int layer = 0; layer < _vertices.LayerCount; layer++)
        {
            foreach (IGrouping<int, int> row in order.LayerOf(layer).GroupBy(_vertices.ItemOf))
            {
                LayoutItem item = _vertices.Items[row.Key];
                int most = item.Vertices.GroupBy(_vertices.LayerOf).Max(vertices => vertices.Count());
                int[] members = [.. row];
                for (int index = 0; index < members.Length; index++)
                {
                    _offsets[members[index]] = item.Above + (((most - members.Length) / 2.0) + index) * _sizes.RowPitch;
                }
            }
        }
    }

    /// <summary>Everything as high as it can be; that gives each lane its height.</summary>
    private void Pack(LayerOrder order)
    {
        double top = 0;
        foreach (int lane in Enumerable.Range(0, _vertices.LaneCount).OrderBy(_vertices.LaneRank))
        {
            _laneTops[lane] = top;
            double[] free = new double[_vertices.LayerCount];
            Array.Fill(free, top + _sizes.LaneAbove);
            double bottom = top + _sizes.LaneAbove;
            foreach (int number in order.Items.Where(number => _vertices.Items[number].Lane == lane))
            {
                LayoutItem item = _vertices.Items[number];
                _tops[number] = free[item.FirstLayer..(item.LastLayer + 1)].Max();
                Array.Fill(free, _tops[number] + item.Height + _sizes.Gap, item.FirstLayer, item.LastLayer - item.FirstLayer + 1);
                bottom = Math.Max(bottom, _tops[number] + item.Height);
            }

            _laneBottoms[lane] = bottom + _sizes.LaneBelow;
            top = _laneBottoms[lane] + _sizes.LaneGap;
        }

        Height = Math.Max(0, top - _sizes.LaneGap);
    }

    private void Relax(LayerOrder order)
    {
        (List<int>[] above, List<int>[] below) = Neighbours(order);
        for (int pass = 0; pass < Passes; pass++)
        {
            IEnumerable<int> items = pass % 2 == 0 ? order.Items : Enumerable.Reverse(order.Items);
            foreach (int number in items)
            {
                if (WishOf(number) is { } wish)
                {
                    LayoutItem item = _vertices.Items[number];
                    double highest = above[number].Select(other => _tops[other] + _vertices.Items[other].Height + _sizes.Gap)
                        .Append(_laneTops[item.Lane] + _sizes.LaneAbove).Max();
                    double lowest = below[number].Select(other => _tops[other] - _sizes.Gap)
                        .Append(_laneBottoms[item.Lane] - _sizes.LaneBelow).Min() - item.Height;
                    _tops[number] = Math.Max(highest, Math.Min(wish, lowest));
                }
            }
        }
    }

    private (List<int>[] Above, List<int>[] Below) Neighbours(LayerOrder order)
    {
        List<int>[] above = [.. _vertices.Items.Select(_ => new List<int>())];
        List<int>[] below = [.. _vertices.Items.Select(_ => new List<int>())];
        int[,] last = new int[_vertices.LaneCount, _vertices.LayerCount];
        foreach (int number in order.Items)
        {
            LayoutItem item = _vertices.Items[number];
            for (int layer = item.FirstLayer; layer <= item.LastLayer; layer++)
            {
                if (last[item.Lane, layer] - 1 is >= 0 and int other && !above[number].Contains(other))
                {
                    above[number].Add(other);
                    below[other].Add(number);
                }

                last[item.Lane, layer] = number + 1;
            }
        }

        return (above, below);
    }

    /// <summary>Where an item's edges pull it: straight passages of long edges pull most.</summary>
    private double? WishOf(int number)
    {
        LayoutItem item = _vertices.Items[number];
        double sum = 0;
        double weights = 0;
        foreach (int vertex in item.Vertices)
        {
            foreach (int neighbour in _vertices.LeftOf(vertex).Concat(_vertices.RightOf(vertex)))
            {
                int other = _vertices.ItemOf(neighbour);
                if (other != number)
                {
                    double weight = IsPassage(item) == IsPassage(_vertices.Items[other]) ? IsPassage(item) ? 8 : 1 : 2;
                    sum += weight * (MiddleOf(neighbour) - _offsets[vertex]);
                    weights += weight;
                }
            }
        }

        return weights > 0 ? sum / weights : null;

        bool IsPassage(LayoutItem one) => one.Height <= 2 * _sizes.Passage;
    }
}
