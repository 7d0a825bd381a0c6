using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>Finds traces of the same shape, by Kiali's measure.</summary>
/// <remarks>
/// With d(a, b) = |a − b| / max(1, a, b), the distance is the mean of three: d of the span counts; the mean d of the counts of the four span names
/// that are most frequent in the one trace; the same for the other. Equally frequent names keep their order of appearance. Traces are similar below 0.3.
/// </remarks>
public static class SimilarTracesAnalysis
{
    /// <summary>Traces at this distance or further are not similar.</summary>
    public const double LargestDistance = 0.3;

    private const int MostFrequent = 4;

    /// <summary>Compares a trace with others.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="others">The others; the trace itself among them is passed over.</param>
    /// <returns>The similar ones, nearest first; of equally near ones that which began nearer to this one first.</returns>
    public static ImmutableArray<SimilarTrace> Find(Trace trace, IEnumerable<Trace> others)
    {
        TraceShape shape = ShapeOf(trace);
        double? average = trace.AverageSpanDurationMs;
        List<(SimilarTrace Trace, long Apart)> similar = [];
        foreach (Trace other in others)
        {
            double distance = other.TraceId == trace.TraceId ? double.PositiveInfinity : Distance(shape, ShapeOf(other));
            if (distance < LargestDistance)
            {
                double? otherAverage = other.AverageSpanDurationMs;
                similar.Add((
                    new SimilarTrace(other.TraceId, distance, other.DurationMs, otherAverage, trace.DurationMs - other.DurationMs, average - otherAverage),
                    Math.Abs(other.StartUnixNano - trace.StartUnixNano)));
            }
        }

        return [.. similar.OrderBy(other => other.Trace.Distance).ThenBy(other => other.Apart).ThenBy(other => other.Trace.TraceId).Select(other => other.Trace)];
    }

    /// <summary>How different the shapes of two traces are.</summary>
    /// <param name="left">One trace.</param>
    /// <param name="right">Another.</param>
    /// <returns>0 for the same shape, at most 1.</returns>
    public static double Distance(Trace left, Trace right) => Distance(ShapeOf(left), ShapeOf(right));

    internal static double Distance(TraceShape left, TraceShape right)
    {
        List<string> names = [.. left.Names, .. right.Names.Where(name => left.CountOf(name) == 0)];
        names = [.. names.OrderByDescending(left.CountOf)];
        double byLeft = MeanDifference(left, right, names);

        // Sorted again, so that names equally frequent on the right keep the left's order, as in Kiali.
        names = [.. names.OrderByDescending(right.CountOf)];
        double byRight = MeanDifference(left, right, names);
        return (Difference(left.SpanCount, right.SpanCount) + byLeft + byRight) / 3;
    }

    private static TraceShape ShapeOf(Trace trace) => new(trace.Spans.Select(span => span.Name));

    private static double MeanDifference(TraceShape left, TraceShape right, List<string> names)
        => names.Take(MostFrequent).Average(name => Difference(left.CountOf(name), right.CountOf(name)));

    private static double Difference(int left, int right) => Math.Abs(left - right) / (double)Math.Max(1, Math.Max(left, right));
}
