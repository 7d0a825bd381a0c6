using CsCheck;
using Kiali.Tracing.Metrics;

namespace Kiali.Tracing.Tests.Metrics;

/// <summary>Counters and histograms as scrapers and restarts make them.</summary>
internal static class MetricGen
{
    private static readonly double[] Bounds = [-5, 0, 0.5, 1, 5, 10, 25, 100, 1000];

    private static Gen<(long Millis, double Growth, bool Reset, bool Stale)> Step { get; } =
        from millis in Gen.Frequency((6, Gen.Const(15_000L)), (2, Gen.Long[14_000, 16_500]), (1, Gen.Long[16_000, 18_500]), (1, Gen.Long[1, 400_000]))
        from growth in Gen.Frequency((2, Gen.Const(0.0)), (5, Gen.Int[1, 50].Select(value => (double)value)), (2, Gen.Double[0, 3]))
        from reset in Gen.Frequency((14, Gen.Const(false)), (1, Gen.Const(true)))
        from stale in Gen.Frequency((20, Gen.Const(false)), (1, Gen.Const(true)))
        select (millis, growth, reset, stale);

    /// <summary>Samples every 15 s or so with jitter, gaps, resets, late starts near zero and stale markers, and a range that often starts or ends at a sample.</summary>
    public static Gen<(MetricPoint[] Samples, long End, long Window)> CounterAndRange { get; } =
        from steps in Step.Array[0, 40]
        from firstValue in Gen.OneOf(Gen.Const(0.0), Gen.Int[0, 5].Select(value => (double)value), Gen.Double[0, 10_000])
        let samples = Samples(steps, firstValue)
        from end in Place(samples)
        from window in Gen.OneOf(Place(samples).Select(start => Math.Abs(end - start) + 1), Place(samples).Select(start => Math.Abs(end - start)), Gen.Long[1, 900_000])
        select (samples, end, Math.Max(1, window));

    /// <summary>Cumulative buckets with repeated bounds, empty buckets, falls and missing ends.</summary>
    public static Gen<HistogramBucket[]> Buckets { get; } =
        from bounds in Gen.OneOf<double>([.. Bounds.Select(Gen.Const)]).Array[0, 8]
        from finite in Gen.Frequency((1, Gen.Const(false)), (9, Gen.Const(true)))
        from counts in Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 1000], Gen.Int[0, 4].Select(count => (double)count)).Array[9]
        from fall in Gen.Frequency((7, Gen.Const(0.0)), (2, Gen.Double[0, 20]), (1, Gen.Const(1e-13)))
        select Cumulate([.. bounds.Order(), .. finite ? [double.PositiveInfinity] : Array.Empty<double>()], counts, fall);

    private static MetricPoint[] Samples((long Millis, double Growth, bool Reset, bool Stale)[] steps, double firstValue)
    {
        const long Start = 1_790_000_000_000;
        long time = Start;
        double value = firstValue;
        List<MetricPoint> samples = [new(time, value)];
        foreach ((long millis, double growth, bool reset, bool stale) in steps)
        {
            time += millis;
            value = (reset ? 0 : value) + growth;
            samples.Add(new MetricPoint(time, stale ? StaleMarker.Value : value));
        }

        return [.. samples];
    }

    private static Gen<long> Place(MetricPoint[] samples) => Gen.OneOf(
        Gen.Int[0, samples.Length - 1].Select(index => samples[index].UnixMillis),
        Gen.Long[samples[0].UnixMillis - 60_000, samples[^1].UnixMillis + 60_000]);

    private static HistogramBucket[] Cumulate(double[] bounds, double[] counts, double fall)
    {
        double sum = 0;
        HistogramBucket[] buckets = new HistogramBucket[bounds.Length];
        for (int i = 0; i < bounds.Length; i++)
        {
            sum += counts[i % counts.Length];
            buckets[i] = new HistogramBucket(bounds[i], i % 3 == 2 ? Math.Max(0, sum - fall) : sum);
        }

        return buckets;
    }
}
