using System.Collections.Immutable;
using Kiali.Tracing.Columns;

namespace Kiali.Tracing.Analyses.Stats;

/// <summary>Puts spans into groups, one after the other, and sums the groups up.</summary>
internal sealed class SpanGrouping
{
    private readonly ImmutableArray<SpanColumns> _columns;
    private readonly ColumnOutcomes[] _outcomes;
    private readonly ValueNumbers[] _values;
    private readonly KeyReader[][] _readers;
    private readonly Dictionary<(int First, int Second), int> _groups = [];
    private readonly List<Sums> _sums = [];
    private ColumnWriter<int> _groupOfSpan;
    private ColumnWriter<long> _durations;

    public SpanGrouping(ImmutableArray<SpanColumns> columns, ImmutableArray<StatsKey> keys)
    {
        _columns = columns;
        _outcomes = [.. columns.Select(column => new ColumnOutcomes(column))];
        _values = [.. keys.Select(_ => new ValueNumbers())];
        _readers = [.. columns.Select(column => keys.Select((key, index) => KeyReader.Create(key, column, _values[index])).ToArray())];
    }

    public int Count => _durations.Count;

    public double SelfTimeMs => _sums.Sum(sum => Millis(sum.SelfTime));

    public void Add(int column, int row, long selfTimeNanos)
    {
        KeyReader[] readers = _readers[column];
        var key = (readers[0].NumberOf(row), readers.Length > 1 ? readers[1].NumberOf(row) : 0);
        if (!_groups.TryGetValue(key, out int group))
        {
            group = _sums.Count;
            _groups.Add(key, group);
            _sums.Add(new Sums(key));
        }

        long duration = _columns[column].EndsUnixNano[row] - _columns[column].StartsUnixNano[row];
        _groupOfSpan.Add(group);
        _durations.Add(duration);
        Sums sums = _sums[group];
        sums.Count++;
        sums.Errors += _outcomes[column].Failed(row) ? 1 : 0;
        sums.Duration += duration;
        sums.SelfTime += selfTimeNanos;
    }

    public ImmutableArray<StatsGroup> Build()
    {
        int[] next = new int[_sums.Count];
        for (int group = 1; group < next.Length; group++)
        {
            next[group] = next[group - 1] + _sums[group - 1].Count;
        }

        // The durations group by group, so that each group is sorted within its own stretch.
        long[] durations = new long[_durations.Count];
        ReadOnlySpan<int> groups = _groupOfSpan.AsSpan();
        ReadOnlySpan<long> all = _durations.AsSpan();
        for (int index = 0; index < all.Length; index++)
        {
            durations[next[groups[index]]++] = all[index];
        }

        return
        [
            .. _sums
                .Select((sums, group) => Describe(sums, durations.AsSpan(next[group] - sums.Count, sums.Count)))
                .OrderByDescending(group => group.SelfTimeMs)
                .ThenByDescending(group => group.Count)
                .ThenBy(group => group.Keys[0], StringComparer.Ordinal)
                .ThenBy(group => group.Keys[^1], StringComparer.Ordinal),
        ];
    }

    private StatsGroup Describe(Sums sums, Span<long> durations)
    {
        durations.Sort();
        return new StatsGroup
        {
            Keys = [.. _values.Select((values, index) => values[index == 0 ? sums.Key.First : sums.Key.Second])],
            Count = sums.Count,
            Errors = sums.Errors,
            MeanMs = Millis(sums.Duration) / sums.Count,
            P50Ms = Quantile(durations, 0.5),
            P90Ms = Quantile(durations, 0.9),
            P99Ms = Quantile(durations, 0.99),
            SelfTimeMs = Millis(sums.SelfTime),
        };
    }

    private static double Quantile(ReadOnlySpan<long> sorted, double quantile) => SampleQuantile.OfSorted(sorted, quantile)!.Value / UnixTime.NanosPerMilli;

    private static double Millis(Int128 nanos) => (double)nanos / UnixTime.NanosPerMilli;

    /// <summary>What is added up for one group.</summary>
    private sealed class Sums((int First, int Second) key)
    {
        public readonly (int First, int Second) Key = key;
        public int Count;
        public int Errors;
        public Int128 Duration;
        public Int128 SelfTime;
    }
}
