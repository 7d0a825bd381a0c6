namespace Kiali.Tracing.Columns;

/// <summary>Computes self times of whole traces straight from the columns, with arrays that are used again for the next trace.</summary>
/// <remarks>Gives what <see cref="Trace.SelfTimeNanosOf"/> gives, for traces that need no repair; says so when a trace does.</remarks>
internal sealed class ColumnSelfTimes(TraceSet traces)
{
    private readonly Dictionary<SpanId, int> _byId = [];
    private long[] _starts = [];
    private long[] _ends = [];
    private int[] _parents = [];
    private int[] _order = [];
    private long[] _reached = [];
    private long[] _selfTimes = [];
    private byte[] _states = [];

    /// <summary>How many spans named a parent that their trace lacks.</summary>
    public int OrphanCount { get; private set; }

    /// <summary>Computes the self times of a trace's spans.</summary>
    /// <param name="position">The trace's position in the set.</param>
    /// <param name="selfTimes">The self times, nanoseconds, in the order of the trace's rows; valid until the next call.</param>
    /// <returns>False when the trace needs repair first: an id is used twice, or a span is its own ancestor.</returns>
    public bool TryCompute(int position, out ReadOnlySpan<long> selfTimes)
    {
        ReadOnlySpan<(int Column, int Row)> rows = traces.RowsOf(position);
        selfTimes = default;
        Grow(rows.Length);
        if (!Load(rows) || !FindParents(rows))
        {
            return false;
        }

        // By start, so that one sweep over each parent's children finds the union of their intervals.
        Array.Sort(_starts, _order, 0, rows.Length);
        for (int place = 0; place < rows.Length; place++)
        {
            int child = _order[place];
            int parent = _parents[child];
            if (parent >= 0 && !FollowsItsParent(rows[child]))
            {
                long start = Math.Max(_reached[parent], _starts[place]);
                long end = Math.Min(_ends[parent], _ends[child]);
                if (end > start)
                {
                    _selfTimes[parent] -= end - start;
                    _reached[parent] = end;
                }
            }
        }

        selfTimes = _selfTimes.AsSpan(0, rows.Length);
        return true;
    }

    private bool FollowsItsParent((int Column, int Row) span)
    {
        SpanColumns columns = traces.Columns[span.Column];
        return columns.FollowsFrom(span.Row, columns.ParentSpanIds[span.Row]);
    }

    private bool Load(ReadOnlySpan<(int Column, int Row)> rows)
    {
        _byId.Clear();
        for (int index = 0; index < rows.Length; index++)
        {
            (int column, int row) = rows[index];
            SpanColumns columns = traces.Columns[column];
            _starts[index] = columns.StartsUnixNano[row];
            _ends[index] = columns.EndsUnixNano[row];
            _reached[index] = _starts[index];
            _selfTimes[index] = _ends[index] - _starts[index];
            _order[index] = index;
            if (!_byId.TryAdd(columns.SpanIds[row], index))
            {
                return false;
            }
        }

        return true;
    }

    private bool FindParents(ReadOnlySpan<(int Column, int Row)> rows)
    {
        int orphans = 0;
        for (int index = 0; index < rows.Length; index++)
        {
            (int column, int row) = rows[index];
            SpanId parent = traces.Columns[column].ParentSpanIds[row];
            _parents[index] = parent.IsZero ? -1 : _byId.GetValueOrDefault(parent, -1);
            orphans += !parent.IsZero && _parents[index] < 0 ? 1 : 0;
        }

        if (HasCycle(rows.Length))
        {
            return false;
        }

        OrphanCount += orphans;
        return true;
    }

    private bool HasCycle(int count)
    {
        Array.Clear(_states, 0, count);
        for (int start = 0; start < count; start++)
        {
            int node = start;
            while (node >= 0 && _states[node] == 0)
            {
                _states[node] = 1;
                node = _parents[node];
            }

            if (node >= 0 && _states[node] == 1)
            {
                return true;
            }

            for (node = start; node >= 0 && _states[node] == 1; node = _parents[node])
            {
                _states[node] = 2;
            }
        }

        return false;
    }

    private void Grow(int count)
    {
        if (_starts.Length >= count)
        {
            return;
        }

        int size = Math.Max(count, 64);
        _starts = new long[size];
        _ends = new long[size];
        _parents = new int[size];
        _order = new int[size];
        _reached = new long[size];
        _selfTimes = new long[size];
        _states = new byte[size];
    }
}
