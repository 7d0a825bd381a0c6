using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.Incidents;

/// <summary>Finds the stretch of time in which requests were slow or failed, and the workload whose own work changed most.</summary>
/// <remarks>
/// A trace is bad when its root failed, or when it takes a multiple of the median of all traces. The stretch is the
/// run of steps with the largest sum of (bad − share × all): the maximum-sum subarray (Kadane). Within it each workload's self time a trace is compared
/// with that before it; the most time on top is the cause. Self time counts once what nested spans share, so that a workload that only waits for another
/// is not blamed for the wait.
/// </remarks>
public static class IncidentAnalysis
{
    private const double GrowthOfDelay = 2;
    private const double GrowthOfErrorShare = 0.05;

    /// <summary>Looks for an incident.</summary>
    /// <param name="traces">The traces of the whole window, in any order.</param>
    /// <param name="options">What counts as one.</param>
    /// <returns>The incident; without a stretch when there is none.</returns>
    public static IncidentResult Compute(IReadOnlyList<Trace> traces, IncidentOptions options)
    {
        if (traces.Count == 0)
        {
            return new IncidentResult();
        }

        double slow = Median(traces) * options.SlowMultiple;
        bool IsBad(Trace trace) => trace.DurationNanos > slow || (trace.Root is { } root && SpanErrors.ReasonOf(root) != ErrorReason.None);

        if (FindStretch(traces, IsBad, options) is not { } stretch)
        {
            return new IncidentResult();
        }

        ImmutableArray<Trace> within = [.. traces.Where(trace => stretch.Contains(trace.StartUnixNano))];
        ImmutableArray<Trace> bad = [.. within.Where(IsBad).OrderBy(trace => trace.DurationNanos).ThenBy(trace => trace.TraceId)];
        ImmutableArray<Trace> outside = [.. traces.Where(trace => !stretch.Contains(trace.StartUnixNano))];
        ImmutableArray<Trace> before = [.. outside.Where(trace => trace.StartUnixNano < stretch.StartUnixNano)];
        return new IncidentResult
        {
            Stretch = stretch,
            BadTraceCount = bad.Length,
            TraceCount = within.Length,
            UsualMs = outside.IsEmpty ? null : Median(outside) / UnixTime.NanosPerMilli,
            BadMs = Median(bad) / UnixTime.NanosPerMilli,
            Representative = bad[bad.Length / 2].TraceId,
            Changes = Changes(before.IsEmpty ? outside : before, within),
        };
    }

    private static TimeRange? FindStretch(IReadOnlyList<Trace> traces, Func<Trace, bool> isBad, IncidentOptions options)
    {
        long step = UnixTime.ToNanos(options.Resolution);
        SortedDictionary<long, (int Bad, int All)> steps = [];
        foreach (Trace trace in traces)
        {
            long index = trace.StartUnixNano / step;
            (int bad, int all) = steps.GetValueOrDefault(index);
            steps[index] = (bad + (isBad(trace) ? 1 : 0), all + 1);
        }

        double best = 0;
        double sum = 0;
        int badCount = 0;
        (long First, long Last, int Bad)? found = null;
        long first = 0;
        foreach ((long index, (int bad, int all)) in steps)
        {
            if (sum <= 0)
            {
                (sum, badCount, first) = (0, 0, index);
            }

            sum += bad - (options.BadShare * all);
            badCount += bad;
            if (sum > best)
            {
                best = sum;
                found = (first, index, badCount);
            }
        }

        return found is { } stretch && stretch.Bad >= options.FewestBadTraces
            ? new TimeRange(stretch.First * step, (stretch.Last + 1) * step)
            : null;
    }

    private static ImmutableArray<WorkloadChange> Changes(ImmutableArray<Trace> before, ImmutableArray<Trace> within)
    {
        WorkloadTallies usual = Tally(before);
        WorkloadTallies now = Tally(within);
        return
        [
            .. now.Workloads.Select(workload => Change(workload, usual[workload], now[workload]))
                .OrderByDescending(change => change.Kind != IncidentKind.Unknown)
                .ThenByDescending(change => change.ExtraSeconds)
                .ThenByDescending(change => change.OwnErrorShareDuring - change.OwnErrorShareBefore)
                .ThenBy(change => change.Workload),
        ];
    }

    private static WorkloadChange Change(WorkloadRef workload, WorkloadTally usual, WorkloadTally now)
    {
        double extra = ((now.SelfMs ?? 0) - (usual.SelfMs ?? 0)) * now.Traces / 1000;
        bool slower = usual.SelfMs is null ? extra > 0 : now.SelfMs > usual.SelfMs * GrowthOfDelay;
        bool failing = now.OwnErrorShare - usual.OwnErrorShare > GrowthOfErrorShare;
        IncidentKind kind = failing ? IncidentKind.Errors : slower ? IncidentKind.Delay : IncidentKind.Unknown;
        return new WorkloadChange(workload, usual.SelfMs, now.SelfMs ?? 0, usual.OwnErrorShare, now.OwnErrorShare, extra, kind);
    }

    private static WorkloadTallies Tally(ImmutableArray<Trace> traces)
    {
        WorkloadTallies tallies = new();
        foreach (Trace trace in traces)
        {
            tallies.Add(trace);
        }

        return tallies;
    }

    private static double Median(IReadOnlyList<Trace> traces)
    {
        long[] durations = [.. traces.Select(trace => trace.DurationNanos).Order()];
        int middle = durations.Length / 2;
        return durations.Length % 2 == 1 ? durations[middle] : ((double)durations[middle - 1] + durations[middle]) / 2;
    }
}
