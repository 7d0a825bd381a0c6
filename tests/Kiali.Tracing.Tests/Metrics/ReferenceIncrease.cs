using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Tests.Metrics;

/// <summary>A second increase, written from the description of Prometheus's and not from ours; each part can be made wrong on purpose.</summary>
internal sealed record ReferenceIncrease
{
    private const double Rounding = 1e-12;

    public double ThresholdAtStart { get; init; } = 1.1;

    public double ThresholdAtEnd { get; init; } = 1.1;

    public bool LimitsAtZero { get; init; } = true;

    public bool UndoesResets { get; init; } = true;

    public bool SkipsStaleMarkers { get; init; } = true;

    public bool StretchesByHalfADistance { get; init; } = true;

    public RangeBoundary? MembershipOf { get; init; }

    public RangeBoundary? ZeroLimitOf { get; init; }

    /// <summary>
    /// The same, with each threshold a rounding error lower or higher: a gap of exactly 1.1 distances (16.5 s where samples come every 15 s) is missing or not by the last bit
    /// of a quotient. Which of them Prometheus takes is told by the tests against the real one.
    /// </summary>
    public static IEnumerable<ReferenceIncrease> UpToRounding =>
        from start in new[] { 1.1 * (1 - Rounding), 1.1 * (1 + Rounding) }
        from end in new[] { 1.1 * (1 - Rounding), 1.1 * (1 + Rounding) }
        select new ReferenceIncrease { ThresholdAtStart = start, ThresholdAtEnd = end };

    /// <summary>The ways in which an implementation of this could be wrong without looking wrong.</summary>
    public static IEnumerable<(string Name, ReferenceIncrease Mutant)> Mutants =>
    [
        ("the threshold of missing samples is 1.2 instead of 1.1", new() { ThresholdAtStart = 1.2, ThresholdAtEnd = 1.2 }),
        ("a counter may be stretched to before it was zero", new() { LimitsAtZero = false }),
        ("a reset loses what came before it", new() { UndoesResets = false }),
        ("a stale marker is a sample", new() { SkipsStaleMarkers = false }),
        ("where a sample is missing nothing is stretched", new() { StretchesByHalfADistance = false }),
        ("a sample at the start of a range always counts", new() { MembershipOf = RangeBoundary.Closed }),
        ("a sample at the start of a range never counts", new() { MembershipOf = RangeBoundary.LeftOpen }),
        ("the limit at zero is always that of Prometheus 2", new() { ZeroLimitOf = RangeBoundary.Closed }),
        ("the limit at zero is always that of Prometheus 3", new() { ZeroLimitOf = RangeBoundary.LeftOpen }),
    ];

    public double? Of(IReadOnlyList<MetricPoint> samples, long end, long window, RangeBoundary boundary)
    {
        long start = end - window;
        RangeBoundary membership = MembershipOf ?? boundary;
        List<MetricPoint> inside = [];
        foreach (MetricPoint sample in samples)
        {
            bool late = membership == RangeBoundary.Closed ? sample.UnixMillis >= start : sample.UnixMillis > start;
            if (late && sample.UnixMillis <= end && !(SkipsStaleMarkers && StaleMarker.Is(sample.Value)))
            {
                inside.Add(sample);
            }
        }

        if (inside.Count < 2)
        {
            return null;
        }

        // A counter that never falls: each fall lifts all that follows by the value before it.
        double lift = 0;
        double last = inside[0].Value;
        for (int i = 1; i < inside.Count; i++)
        {
            lift += UndoesResets && inside[i].Value < inside[i - 1].Value ? inside[i - 1].Value : 0;
            last = inside[i].Value + lift;
        }

        double growth = last - inside[0].Value;
        double seconds = (inside[^1].UnixMillis - inside[0].UnixMillis) * 0.001;
        double distance = seconds / (inside.Count - 1);
        double left = (inside[0].UnixMillis - start) * 0.001;
        double right = (end - inside[^1].UnixMillis) * 0.001;
        double zero = LimitsAtZero && growth > 0 && inside[0].Value >= 0 ? inside[0].Value / (growth / seconds) : double.MaxValue;
        bool limitFirst = (ZeroLimitOf ?? boundary) == RangeBoundary.Closed;
        if (limitFirst && zero < left)
        {
            left = zero;
        }

        left = Reach(left, distance, ThresholdAtStart);
        if (!limitFirst && zero < left)
        {
            left = zero;
        }

        return growth / seconds * (seconds + left + Reach(right, distance, ThresholdAtEnd));
    }

    private double Reach(double gap, double distance, double threshold)
    {
        bool missing = gap >= threshold * distance;
        return missing ? (StretchesByHalfADistance ? distance * 0.5 : 0) : gap;
    }
}
