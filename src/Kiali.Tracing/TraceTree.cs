using System.Collections.Immutable;
using Kiali.Tracing.Mapping;

namespace Kiali.Tracing;

/// <summary>The tree behind a <see cref="Trace"/>: order, depths, children and self times, by position in depth-first order.</summary>
internal sealed class TraceTree
{
    private readonly Dictionary<SpanId, int> _positions;
    private readonly int[] _childStarts;
    private readonly int[] _children;

    private TraceTree(ImmutableArray<Span> spans, int[] depths, int[] parents, Span? root, ImmutableArray<Warning> warnings)
    {
        Spans = spans;
        Depths = depths;
        Root = root;
        Warnings = warnings;
        _positions = new Dictionary<SpanId, int>(spans.Length);
        for (int index = 0; index < spans.Length; index++)
        {
            _positions[spans[index].SpanId] = index;
        }

        for (int index = 0; index < spans.Length; index++)
        {
            _positions.TryAdd(spans[index].RawSpanId, index);
        }

        (_childStarts, _children) = GroupChildren(parents);
        SelfTimes = ComputeSelfTimes();
    }

    private TraceTree(TraceTree other, ImmutableArray<Span> spans)
    {
        Spans = spans;
        Depths = other.Depths;
        Root = other.Root is null ? null : spans[other.IndexOf(other.Root.SpanId)];
        Warnings = other.Warnings;
        SelfTimes = other.SelfTimes;
        _positions = other._positions;
        _childStarts = other._childStarts;
        _children = other._children;
    }

    public ImmutableArray<Span> Spans { get; }

    public int[] Depths { get; }

    public long[] SelfTimes { get; }

    public Span? Root { get; }

    public ImmutableArray<Warning> Warnings { get; }

    public static TraceTree Build(IEnumerable<Span> spans)
    {
        TraceRepair repair = TraceRepair.Of(spans);
        Span[] nodes = repair.Spans;
        int[] parents = repair.Parents;
        List<int>[] children = new List<int>[nodes.Length + 1];
        for (int node = 0; node < nodes.Length; node++)
        {
            (children[parents[node] + 1] ??= []).Add(node);
        }

        foreach (List<int>? siblings in children)
        {
            siblings?.Sort((left, right) => CompareSiblings(nodes[left], nodes[right]));
        }

        ImmutableArray<Span>.Builder ordered = ImmutableArray.CreateBuilder<Span>(nodes.Length);
        int[] depths = new int[nodes.Length];
        int[] orderedParents = new int[nodes.Length];
        Stack<(int Node, int Parent, int Depth)> open = new();
        Push(open, children[0], -1, 0);
        while (open.TryPop(out (int Node, int Parent, int Depth) next))
        {
            int position = ordered.Count;
            depths[position] = next.Depth;
            orderedParents[position] = next.Parent;
            ordered.Add(nodes[next.Node]);
            Push(open, children[next.Node + 1], position, next.Depth + 1);
        }

        ImmutableArray<Span> all = ordered.MoveToImmutable();
        Span? root = all.FirstOrDefault(span => span.RawParentSpanId is null);
        return new TraceTree(all, depths, orderedParents, root, repair.Warnings);
    }

    public TraceTree With(WorkloadMapping mapping) => new(this, [.. Spans.Select(span => span.With(mapping))]);

    public int IndexOf(SpanId spanId) => _positions.TryGetValue(spanId, out int index) ? index : -1;

    public ImmutableArray<Span> ChildrenOf(int index)
    {
        if (index < 0)
        {
            return [];
        }

        ImmutableArray<Span>.Builder children = ImmutableArray.CreateBuilder<Span>(_childStarts[index + 1] - _childStarts[index]);
        for (int child = _childStarts[index]; child < _childStarts[index + 1]; child++)
        {
            children.Add(Spans[_children[child]]);
        }

        return children.MoveToImmutable();
    }

    private static void Push(Stack<(int Node, int Parent, int Depth)> open, List<int>? siblings, int parent, int depth)
    {
        for (int index = (siblings?.Count ?? 0) - 1; index >= 0; index--)
        {
            open.Push((siblings![index], parent, depth));
        }
    }

    private static int CompareSiblings(Span left, Span right)
    {
        int order = left.StartUnixNano.CompareTo(right.StartUnixNano);
        order = order != 0 ? order : right.EndUnixNano.CompareTo(left.EndUnixNano);
        return order != 0 ? order : left.SpanId.CompareTo(right.SpanId);
    }

    private static (int[] Starts, int[] Children) GroupChildren(int[] parents)
    {
        int[] starts = new int[parents.Length + 1];
        foreach (int parent in parents)
        {
            if (parent >= 0)
            {
                starts[parent + 1]++;
            }
        }

        for (int index = 0; index < parents.Length; index++)
        {
            starts[index + 1] += starts[index];
        }

        int[] next = starts.AsSpan(0, parents.Length).ToArray();
        int[] children = new int[starts[^1]];
        for (int index = 0; index < parents.Length; index++)
        {
            if (parents[index] >= 0)
            {
                children[next[parents[index]]++] = index;
            }
        }

        return (starts, children);
    }

    private long[] ComputeSelfTimes()
    {
        long[] selfTimes = new long[Spans.Length];
        for (int index = 0; index < Spans.Length; index++)
        {
            Span span = Spans[index];
            long covered = 0;
            long reached = span.StartUnixNano;

            // Children come sorted by start, so one sweep finds the union of their intervals.
            for (int child = _childStarts[index]; child < _childStarts[index + 1]; child++)
            {
                Span inner = Spans[_children[child]];
                long start = Math.Max(reached, inner.StartUnixNano);
                long end = Math.Min(span.EndUnixNano, inner.EndUnixNano);
                if (end > start && !inner.FollowsItsParent)
                {
                    covered += end - start;
                    reached = end;
                }
            }

            selfTimes[index] = span.DurationNanos - covered;
        }

        return selfTimes;
    }
}
