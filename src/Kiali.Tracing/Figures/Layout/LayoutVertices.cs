namespace Kiali.Tracing.Figures.Layout;

/// <summary>A layered graph whose edges join neighbouring layers only: nodes, and passages of long edges; and the items and lanes they move in.</summary>
internal sealed class LayoutVertices
{
    private readonly List<int> _layers = [];
    private readonly List<int> _items = [];
    private readonly List<LayoutSegment> _segments = [];
    private readonly List<List<int>> _segmentsOf = [];
    private readonly List<int>[] _ofLayer;
    private readonly List<LayoutSegment>[] _ofGap;
    private int[] _laneRanks = [];

    public LayoutVertices(int layerCount)
    {
        LayerCount = layerCount;
        _ofLayer = [.. Enumerable.Range(0, layerCount).Select(_ => new List<int>())];
        _ofGap = [.. Enumerable.Range(0, layerCount).Select(_ => new List<LayoutSegment>())];
    }

    public int LayerCount { get; }

    public int Count => _layers.Count;

    public int LaneCount => _laneRanks.Length;

    public List<LayoutItem> Items { get; } = [];

    public int Add(int layer)
    {
        int vertex = _layers.Count;
        _layers.Add(layer);
        _items.Add(-1);
        _segmentsOf.Add([]);
        _ofLayer[layer].Add(vertex);
        return vertex;
    }

    public void AddSegment(int left, int right)
    {
        LayoutSegment segment = new(left, right);
        _segmentsOf[left].Add(_segments.Count);
        _segmentsOf[right].Add(_segments.Count);
        _segments.Add(segment);
        _ofGap[_layers[left]].Add(segment);
    }

    public void AddItem(LayoutItem item)
    {
        foreach (int vertex in item.Vertices)
        {
            _items[vertex] = Items.Count;
        }

        Items.Add(item);
    }

    public void SetLanes(int count) => _laneRanks = [.. Enumerable.Range(0, count)];

    public int LaneRank(int lane) => _laneRanks[lane];

    /// <summary>Swaps the lane at a rank with the one below it.</summary>
    public void SwapLaneRanks(int rank)
    {
        int upper = Array.IndexOf(_laneRanks, rank);
        int lower = Array.IndexOf(_laneRanks, rank + 1);
        (_laneRanks[upper], _laneRanks[lower]) = (rank + 1, rank);
    }

    /// <summary>The lanes' ranks as they are now, to go back to.</summary>
    public int[] CopyLaneRanks() => [.. _laneRanks];

    public void RestoreLaneRanks(int[] ranks) => ranks.CopyTo(_laneRanks, 0);

    public int LayerOf(int vertex) => _layers[vertex];

    public int ItemOf(int vertex) => _items[vertex];

    public List<int> OfLayer(int layer) => _ofLayer[layer];

    public LayoutSegment Segment(int number) => _segments[number];

    public List<int> SegmentsOf(int vertex) => _segmentsOf[vertex];

    public List<LayoutSegment> SegmentsOfGap(int gap) => _ofGap[gap];

    public IEnumerable<int> LeftOf(int vertex) => _segmentsOf[vertex].Select(number => _segments[number]).Where(segment => segment.Right == vertex).Select(segment => segment.Left);

    public IEnumerable<int> RightOf(int vertex) => _segmentsOf[vertex].Select(number => _segments[number]).Where(segment => segment.Left == vertex).Select(segment => segment.Right);
}
