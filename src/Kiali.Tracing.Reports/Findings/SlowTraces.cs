using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Traces;

namespace Kiali.Tracing.Reports.Findings;

/// <summary>The traces of a window that stand apart from the others by their duration.</summary>
/// <param name="AboveMs">A round duration between the two groups, milliseconds.</param>
/// <param name="Slow">The slow traces, by start.</param>
/// <param name="Others">The others, by start.</param>
internal sealed record SlowTraces(double AboveMs, ImmutableArray<TraceSummary> Slow, ImmutableArray<TraceSummary> Others)
{
    // Two groups: at least this factor between the fastest of the slow and the slowest of the others, ...
    private const double LeastGap = 2;

    // ... and the slow ones are neither a stray few nor the rule.
    private const int LeastSlow = 3;

    /// <summary>The median duration of the slow traces, milliseconds.</summary>
    public double SlowMedianMs => Median(Slow);

    /// <summary>The median duration of the others, milliseconds.</summary>
    public double OthersMedianMs => Median(Others);

    /// <summary>Looks for the widest gap, as a factor, in the upper half of the durations.</summary>
    /// <param name="result">The traces.</param>
    /// <returns>The two groups; null when the durations have no such gap.</returns>
    public static SlowTraces? Find(TracesResult result)
    {
        double[] sorted = [.. result.Traces.Select(trace => trace.DurationMs).Order()];
        int cut = -1;
        double widest = LeastGap;
        for (int i = (sorted.Length + 1) / 2; i > 0 && i <= sorted.Length - LeastSlow; i++)
        {
            double gap = sorted[i - 1] > 0 ? sorted[i] / sorted[i - 1] : 1;
            if (gap > widest)
            {
                widest = gap;
                cut = i;
            }
        }

        if (cut < 0)
        {
            return null;
        }

        double least = sorted[cut];
        return new SlowTraces(
            RoundBetween(sorted[cut - 1], least),
            [.. result.Traces.Where(trace => trace.DurationMs >= least)],
            [.. result.Traces.Where(trace => trace.DurationMs < least)]);
    }

    // The largest 1, 2 or 5 times a power of ten between; the gap is at least a factor of two, which often holds one.
    private static double RoundBetween(double lower, double upper)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(upper)));
        foreach (double value in (ReadOnlySpan<double>)[5 * power, 2 * power, power, power / 2])
        {
            if (value > lower && value <= upper)
            {
                return value;
            }
        }

        return lower;
    }

    private static double Median(ImmutableArray<TraceSummary> traces)
    {
        double[] sorted = [.. traces.Select(trace => trace.DurationMs).Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
