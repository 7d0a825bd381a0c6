using System.Collections.Immutable;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Mapping;

namespace Kiali.Tracing;

/// <summary>Traces found together, kept as columns and opened one by one.</summary>
/// <remarks>Immutable, safe for several threads. Spans of one trace that came in several columns unite when the trace is opened.</remarks>
public sealed class TraceSet
{
    private readonly ImmutableArray<SpanColumns> _columns;
    private readonly (int Column, int Row)[] _order;
    private readonly int[] _starts;
    private readonly Dictionary<TraceId, int> _positions;

    private TraceSet(ImmutableArray<SpanColumns> columns, (int Column, int Row)[] order, int[] starts, ImmutableArray<TraceId> ids)
    {
        _columns = columns;
        _order = order;
        _starts = starts;
        TraceIds = ids;
        _positions = new Dictionary<TraceId, int>(ids.Length);
        for (int position = 0; position < ids.Length; position++)
        {
            _positions.Add(ids[position], position);
        }
    }

    private TraceSet(TraceSet other, ImmutableArray<SpanColumns> columns)
    {
        _columns = columns;
        _order = other._order;
        _starts = other._starts;
        _positions = other._positions;
        TraceIds = other.TraceIds;
    }

    /// <summary>The set without traces.</summary>
    public static TraceSet Empty { get; } = Create([]);

    /// <summary>How many traces there are.</summary>
    public int Count => TraceIds.Length;

    /// <summary>The traces' ids, by earliest start, then id.</summary>
    public ImmutableArray<TraceId> TraceIds { get; }

    /// <summary>The columns that hold the spans.</summary>
    public ImmutableArray<SpanColumns> Columns => _columns;

    /// <summary>The traces, by earliest start, each put together when reached.</summary>
    public IEnumerable<Trace> Traces => TraceIds.Select(id => Open(id)!);

    /// <summary>Groups the spans of columns by trace.</summary>
    /// <param name="columns">The columns; several when several sources or files were read.</param>
    /// <returns>The set.</returns>
    public static TraceSet Create(ImmutableArray<SpanColumns> columns) => Create(columns, _ => true);

    /// <summary>Groups the spans of columns by trace, keeping some of the traces.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="keep">Whether to keep a trace.</param>
    /// <returns>The set.</returns>
    public static TraceSet Create(ImmutableArray<SpanColumns> columns, Func<TraceId, bool> keep)
    {
        Dictionary<TraceId, (long Start, int Count)> traces = [];
        for (int column = 0; column < columns.Length; column++)
        {
            ReadOnlySpan<TraceId> ids = columns[column].TraceIds;
            ReadOnlySpan<long> starts = columns[column].StartsUnixNano;
            for (int row = 0; row < ids.Length; row++)
            {
                traces[ids[row]] = traces.TryGetValue(ids[row], out (long Start, int Count) trace)
                    ? (Math.Min(trace.Start, starts[row]), trace.Count + 1)
                    : (starts[row], 1);
            }
        }

        ImmutableArray<TraceId> ordered =
            [.. traces.Where(trace => keep(trace.Key)).OrderBy(trace => trace.Value.Start).ThenBy(trace => trace.Key).Select(trace => trace.Key)];
        int[] offsets = new int[ordered.Length + 1];
        Dictionary<TraceId, int> next = new(ordered.Length);
        for (int position = 0; position < ordered.Length; position++)
        {
            next.Add(ordered[position], offsets[position]);
            offsets[position + 1] = offsets[position] + traces[ordered[position]].Count;
        }

        (int Column, int Row)[] order = new (int, int)[offsets[^1]];
        for (int column = 0; column < columns.Length; column++)
        {
            ReadOnlySpan<TraceId> ids = columns[column].TraceIds;
            for (int row = 0; row < ids.Length; row++)
            {
                if (next.TryGetValue(ids[row], out int offset))
                {
                    order[offset] = (column, row);
                    next[ids[row]] = offset + 1;
                }
            }
        }

        return new TraceSet(columns, order, offsets, ordered);
    }

    /// <summary>The same traces with their spans mapped to workloads otherwise. Nothing is copied.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <returns>The set.</returns>
    public TraceSet With(WorkloadMapping mapping)
        => _columns.All(columns => columns.Mapping == mapping) ? this : new TraceSet(this, [.. _columns.Select(columns => columns.With(mapping))]);

    /// <summary>Whether the set has a trace.</summary>
    /// <param name="id">The trace's id.</param>
    /// <returns>Whether it is there.</returns>
    public bool Contains(TraceId id) => _positions.ContainsKey(id);

    /// <summary>Puts one trace together.</summary>
    /// <param name="id">The trace's id.</param>
    /// <returns>The trace, or null when the set lacks it.</returns>
    public Trace? Open(TraceId id) => _positions.ContainsKey(id) ? Trace.Create(SpansOf(id)) : null;

    /// <summary>The spans of a trace as recorded, without putting them together.</summary>
    /// <param name="id">The trace's id.</param>
    /// <returns>The spans; empty when the set lacks the trace.</returns>
    public IEnumerable<Span> SpansOf(TraceId id)
    {
        if (!_positions.TryGetValue(id, out int position))
        {
            yield break;
        }

        for (int index = _starts[position]; index < _starts[position + 1]; index++)
        {
            (int column, int row) = _order[index];
            yield return _columns[column].GetSpan(row);
        }
    }

    /// <summary>Where the spans of a trace lie in the columns.</summary>
    /// <param name="position">The trace's position in <see cref="TraceIds"/>.</param>
    /// <returns>The column's and the row's number of each span.</returns>
    internal ReadOnlySpan<(int Column, int Row)> RowsOf(int position) => _order.AsSpan(_starts[position], _starts[position + 1] - _starts[position]);
}
