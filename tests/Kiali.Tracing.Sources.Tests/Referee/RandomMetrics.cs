using System.Collections.Immutable;
using System.Globalization;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>Two hours of counters and histograms with resets, gaps, jitter, late starts, early ends and absent buckets; the same each time.</summary>
internal static class RandomMetrics
{
    public const string Counter = "referee_requests_total";
    public const string Histogram = "referee_duration";
    public const long Start = 1_790_000_000_000;
    public const long End = Start + 7_200_000;
    public const long ScrapeMillis = 15_000;

    private static readonly double[] Bounds = [0.5, 1, 5, 10, 25, 100, 1000, double.PositiveInfinity];

    public static ImmutableArray<RawSeries> All { get; } = Create(new SeededRandom(20_261_114, 1));

    public static async Task WriteAsync(string path)
    {
        await using StreamWriter writer = new(path);
        foreach (RawSeries series in All)
        {
            for (int i = 0; i < series.Values.Length; i++)
            {
                await writer.WriteAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{series.Name}{series.Labels} {series.Values[i]:R} {series.UnixMillis[i] / 1000m:0.000}\n"));
            }
        }

        await writer.WriteAsync("# EOF\n");
    }

    private static ImmutableArray<RawSeries> Create(SeededRandom random)
    {
        ImmutableArray<RawSeries>.Builder series = ImmutableArray.CreateBuilder<RawSeries>();
        foreach (string group in (string[])["a", "b", "c"])
        {
            for (int pod = 0; pod < 4; pod++)
            {
                long[] times = Times(random, jittered: pod % 2 == 1);
                string name = string.Create(CultureInfo.InvariantCulture, $"{group}-{pod}");
                series.Add(Series(Counter, times, Growing(random, times.Length, fractional: pod == 3), ("group", group), ("pod", name)));
                AddHistogram(series, random, times, group, name, pod);
            }
        }

        return series.ToImmutable();
    }

    // On the exact grid, or with the jitter of real scrapes; with stretches missing, and some that start late or end early.
    private static long[] Times(SeededRandom random, bool jittered)
    {
        List<long> times = [];
        long first = Start + (Below(random, 3) == 0 ? Below(random, 3_600_000) / ScrapeMillis * ScrapeMillis : 0);
        long last = End - (Below(random, 4) == 0 ? Below(random, 3_600_000) : 0);
        for (long time = first; time <= last; time += ScrapeMillis)
        {
            if (Below(random, 60) == 0)
            {
                time += ScrapeMillis * (1 + Below(random, 30));
            }

            times.Add(time + (jittered ? Below(random, 900) : 0));
        }

        return [.. times];
    }

    private static double[] Growing(SeededRandom random, int count, bool fractional)
    {
        double[] values = new double[count];
        double value = Below(random, 2) == 0 ? 0 : Below(random, 5_000);
        for (int i = 0; i < count; i++)
        {
            value = Below(random, 80) == 0 ? Below(random, 4) : value;
            value += Below(random, 3) == 0 ? 0 : Below(random, 40) + (fractional ? Below(random, 1000) / 1000.0 : 0);
            values[i] = value;
        }

        return values;
    }

    private static void AddHistogram(
        ImmutableArray<RawSeries>.Builder series, SeededRandom random, long[] times, string group, string pod, int number)
    {
        double[][] buckets = [.. Bounds.Select(_ => new double[times.Length])];
        double[] sums = new double[times.Length];
        double[] counts = new double[Bounds.Length];
        double sum = 0;
        for (int i = 0; i < times.Length; i++)
        {
            if (Below(random, 90) == 0)
            {
                Array.Clear(counts);
                sum = 0;
            }

            for (long requests = Below(random, 12); requests > 0; requests--)
            {
                int bucket = (int)Math.Min(Below(random, Bounds.Length), Below(random, Bounds.Length));
                sum += bucket + (Below(random, 1000) / 1000.0);
                for (int b = bucket; b < Bounds.Length; b++)
                {
                    counts[b]++;
                }
            }

            sums[i] = sum;
            for (int b = 0; b < Bounds.Length; b++)
            {
                buckets[b][i] = counts[b];
            }
        }

        for (int b = 0; b < Bounds.Length; b++)
        {
            // One pod lacks some buckets altogether, another gets one late.
            int from = number == 2 && b is 2 or 5 ? times.Length : number == 1 && b == 3 ? times.Length / 2 : 0;
            if (from < times.Length)
            {
                string bound = double.IsPositiveInfinity(Bounds[b]) ? "+Inf" : Bounds[b].ToString("R", CultureInfo.InvariantCulture);
                series.Add(Series(Histogram + "_bucket", times[from..], buckets[b][from..], ("group", group), ("le", bound), ("pod", pod)));
            }
        }

        series.Add(Series(Histogram + "_sum", times, sums, ("group", group), ("pod", pod)));
        series.Add(Series(Histogram + "_count", times, buckets[^1], ("group", group), ("pod", pod)));
    }

    private static RawSeries Series(string name, long[] times, double[] values, params ReadOnlySpan<(string Name, string Value)> labels)
        => new(name, LabelSet.Create(labels.ToArray().Select(label => new Label(label.Name, label.Value))), [.. times], [.. values]);

    private static long Below(SeededRandom random, long limit) => (long)(random.NextDouble() * limit);
}
