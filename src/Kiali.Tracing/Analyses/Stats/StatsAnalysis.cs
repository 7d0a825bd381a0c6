using System.Collections.Immutable;
using Kiali.Tracing.Columns;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Mapping;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.Stats;

/// <summary>Counts, durations and self times of spans by group, straight from the columns: hundreds of thousands of spans cost arrays, not objects.</summary>
/// <remarks>Self time is a span's duration without the union of its direct children's intervals, clipped to it. Quantiles are those of
/// <see cref="SampleQuantile"/>.</remarks>
public static class StatsAnalysis
{
    private const int SpansThatTellTheKey = 1000;

    /// <summary>Computes the statistics.</summary>
    /// <param name="found">The traces, as the sources answered.</param>
    /// <param name="window">The window they were looked for in.</param>
    /// <param name="options">What to group by.</param>
    /// <returns>The groups, most self time first.</returns>
    /// <exception cref="ArgumentException">There are more than <see cref="StatsOptions.MostKeys"/> keys.</exception>
    public static StatsResult Compute(Answer<TraceSet> found, AnalysisWindow window, StatsOptions options)
    {
        if (options.By.Length > StatsOptions.MostKeys)
        {
            throw new ArgumentException($"Spans are grouped by at most {StatsOptions.MostKeys} keys, not {options.By.Length}.", nameof(options));
        }

        ImmutableArray<StatsKey> keys = options.By.IsEmpty ? [UsualKey(found.Value)] : options.By;
        SpanGrouping grouping = new(found.Value.Columns, keys);
        WarningTally repairs = new();
        ColumnSelfTimes columnSelfTimes = new(found.Value);
        for (int position = 0; position < found.Value.Count; position++)
        {
            if (columnSelfTimes.TryCompute(position, out ReadOnlySpan<long> selfTimes))
            {
                ReadOnlySpan<(int Column, int Row)> rows = found.Value.RowsOf(position);
                for (int index = 0; index < rows.Length; index++)
                {
                    grouping.Add(rows[index].Column, rows[index].Row, selfTimes[index]);
                }

                continue;
            }

            AddRepaired(found.Value, position, grouping, repairs);
        }

        if (columnSelfTimes.OrphanCount > 0)
        {
            repairs.Add([OrphanWarning(columnSelfTimes.OrphanCount)]);
        }

        return new StatsResult
        {
            Window = window,
            Complete = found.Complete,
            Warnings = [.. found.Warnings, .. repairs.Total(), .. Unmapped(found.Value, keys)],
            Options = options,
            By = keys,
            Groups = grouping.Build(),
            SpanCount = grouping.Count,
            TraceCount = found.Value.Count,
            SelfTimeMs = grouping.SelfTimeMs,
        };
    }

    private static void AddRepaired(TraceSet traces, int position, SpanGrouping grouping, WarningTally repairs)
    {
        Trace trace = traces.Open(traces.TraceIds[position])!;
        foreach (Span span in trace.Spans)
        {
            grouping.Add(traces.Columns.IndexOf(span.Columns), span.Row, trace.SelfTimeNanosOf(span));
        }

        repairs.Add(trace.Warnings);
    }

    private static IEnumerable<Warning> Unmapped(TraceSet traces, ImmutableArray<StatsKey> keys)
        => keys.Contains(StatsKey.Workload) && MappingSummary.Of(traces).ToWarning() is { } warning ? [warning] : [];

    private static Warning OrphanWarning(int count) => new(
        "orphan-span",
        $"{NumberText.Counted(count, "span")} whose parent the trace does not have: the self time of the callers above may be too large.",
        count);

    private static StatsKey UsualKey(TraceSet traces)
        => traces.TraceIds.SelectMany(traces.SpansOf).Take(SpansThatTellTheKey).Any(span => SpanWorkloads.WorkloadOf(span) is not null)
            ? StatsKey.Workload
            : StatsKey.Service;
}
