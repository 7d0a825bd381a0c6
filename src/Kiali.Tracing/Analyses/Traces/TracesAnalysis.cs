using System.Collections.Immutable;
using Kiali.Tracing.Sources;

namespace Kiali.Tracing.Analyses.Traces;

/// <summary>Sums up the traces of a window.</summary>
public static class TracesAnalysis
{
    /// <summary>Sums up traces.</summary>
    /// <param name="found">The traces, as the sources answered.</param>
    /// <param name="window">The window they were looked for in.</param>
    /// <param name="options">What was asked for.</param>
    /// <returns>The traces with their quantiles, and how much of the window they cover.</returns>
    public static TracesResult Compute(Answer<TraceSet> found, AnalysisWindow window, TracesOptions options)
    {
        ImmutableArray<Warning>.Builder warnings = ImmutableArray.CreateBuilder<Warning>();
        warnings.AddRange(found.Warnings);
        ImmutableArray<TraceSummary>.Builder traces = ImmutableArray.CreateBuilder<TraceSummary>(found.Value.Count);
        WarningTally repairs = new();
        foreach (Trace trace in found.Value.Traces)
        {
            traces.Add(TraceSummary.Of(trace));
            repairs.Add(trace.Warnings);
        }

        warnings.AddRange(repairs.Total());
        ImmutableArray<TraceSummary> all = traces.DrainToImmutable();
        long[] durations = [.. all.Select(trace => trace.DurationNanos)];
        Array.Sort(durations);
        return new TracesResult
        {
            Window = window,
            Complete = found.Complete,
            Warnings = warnings.DrainToImmutable(),
            Options = options,
            Traces = all,
            P50Ms = SampleQuantile.OfSorted(durations, 0.5) / UnixTime.NanosPerMilli,
            P90Ms = SampleQuantile.OfSorted(durations, 0.9) / UnixTime.NanosPerMilli,
            ErrorTraceCount = all.Count(trace => trace.ErrorCount > 0),
            CoveredShare = CoveredShareOf(all, window.Range),
            LimitReached = !found.Complete && options.Limit is { } limit && all.Length >= limit,
            Chosen = options.Chosen is { } chosen ? all.FirstOrDefault(trace => trace.TraceId == chosen) : null,
        };
    }

    private static double CoveredShareOf(ImmutableArray<TraceSummary> traces, TimeRange window)
    {
        if (traces.IsEmpty || window.IsEmpty)
        {
            return 0;
        }

        // Traces that reach into the window may have begun before it.
        double first = Math.Max(traces[0].StartUnixNano, window.StartUnixNano);
        double last = Math.Min(traces[^1].StartUnixNano, window.EndUnixNano);
        return Math.Clamp((last - first) / ((double)window.EndUnixNano - window.StartUnixNano), 0, 1);
    }
}
