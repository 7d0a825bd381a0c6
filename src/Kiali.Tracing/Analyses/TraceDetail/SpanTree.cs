namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>A trace's tree by position in depth-first order: parents, children, and what is true of whole subtrees.</summary>
internal sealed class SpanTree
{
    private readonly int[] _childStarts;
    private readonly int[] _children;

    public SpanTree(Trace trace)
    {
        Trace = trace;
        int count = trace.Spans.Length;
        Parents = new int[count];
        Ends = new int[count];
        Names = new int[count];
        FindParents();
        (_childStarts, _children) = GroupChildren();
        Shapes = ComputeShapes();
    }

    public Trace Trace { get; }

    public int Count => Parents.Length;

    /// <summary>Each span's parent; −1 for none.</summary>
    public int[] Parents { get; }

    /// <summary>The position after the last span below each.</summary>
    public int[] Ends { get; }

    /// <summary>A number for service, name and kind together.</summary>
    public int[] Names { get; }

    /// <summary>A number that is equal for subtrees of the same names in the same tree, whatever the order of siblings.</summary>
    public ulong[] Shapes { get; }

    /// <summary>The children of a span in order; of −1, the spans without a parent.</summary>
    public ReadOnlySpan<int> ChildrenOf(int node) => _children.AsSpan(_childStarts[node + 1], _childStarts[node + 2] - _childStarts[node + 1]);

    /// <summary>How many spans a subtree has, its top included.</summary>
    public int SizeOf(int node) => Ends[node] - node;

    private void FindParents()
    {
        Dictionary<(string Service, string Name, SpanKind Kind), int> names = [];
        Stack<(int Node, int Depth)> path = new();
        for (int node = 0; node < Count; node++)
        {
            Span span = Trace.Spans[node];
            int depth = Trace.DepthOf(span);
            while (path.TryPeek(out (int Node, int Depth) above) && above.Depth >= depth)
            {
                Ends[path.Pop().Node] = node;
            }

            Parents[node] = path.TryPeek(out (int Node, int Depth) parent) ? parent.Node : -1;
            path.Push((node, depth));
            var name = (span.ServiceName, span.Name, span.Kind);
            if (!names.TryGetValue(name, out Names[node]))
            {
                Names[node] = names.Count;
                names.Add(name, Names[node]);
            }
        }

        while (path.TryPop(out (int Node, int Depth) open))
        {
            Ends[open.Node] = Count;
        }
    }

    private (int[] Starts, int[] Children) GroupChildren()
    {
        int[] starts = new int[Count + 2];
        foreach (int parent in Parents)
        {
            starts[parent + 2]++;
        }

        for (int index = 1; index < starts.Length; index++)
        {
            starts[index] += starts[index - 1];
        }

        int[] next = starts.AsSpan(0, Count + 1).ToArray();
        int[] children = new int[Count];
        for (int node = 0; node < Count; node++)
        {
            children[next[Parents[node] + 1]++] = node;
        }

        return (starts, children);
    }

    private ulong[] ComputeShapes()
    {
        ulong[] shapes = new ulong[Count];
        for (int node = Count - 1; node >= 0; node--)
        {
            ulong below = 0;
            foreach (int child in ChildrenOf(node))
            {
                below = unchecked(below + Mix(shapes[child]));
            }

            shapes[node] = Mix(unchecked(below + ((ulong)Names[node] * 0x9E3779B97F4A7C15UL) + 1));
        }

        return shapes;
    }

    // The finaliser of MurmurHash3: every bit of the input changes about half of the output's.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCDUL;
            value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53UL;
            return value ^ (value >> 33);
        }
    }
}
