using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>All exchanges that one proxy counts under the same labels.</summary>
internal sealed class IstioSeries(MeshPod pod, string labelsBeforeLe, string labelsAfterLe)
{
    /// <summary>Upper bounds of Istio's duration buckets in milliseconds, as written in <c>le</c>.</summary>
    public static readonly string[] Bounds =
    [
        "0.5", "1", "5", "10", "25", "50", "100", "250", "500", "1000", "2500", "5000", "10000", "30000", "60000", "300000", "600000",
        "1800000", "3600000", "+Inf",
    ];

    private static readonly double[] UpperMillis = [.. Bounds.Select(ParseBound)];

    private readonly List<(long EndNanos, long Millis, long RequestBytes, long ResponseBytes)> counted = [];

    public MeshPod Pod => pod;

    /// <summary>Labels that sort before <c>le</c>, each followed by a comma.</summary>
    public string LabelsBeforeLe => labelsBeforeLe;

    /// <summary>Labels that sort after <c>le</c>.</summary>
    public string LabelsAfterLe => labelsAfterLe;

    /// <summary>Counts one exchange, at the time when it ended.</summary>
    public void Count(ExchangeSide side, long requestBytes) =>
        counted.Add((side.EndNanos, side.DurationMillis, requestBytes, side.ResponseBytes));

    /// <summary>
    /// The counters at each scrape from the one after the first exchange on; a series that never counted does not exist, neither
    /// at first nor after its process started again.
    /// </summary>
    public List<SeriesSample> SamplesAt(Mesh mesh, IEnumerable<long> scrapeMillis)
    {
        counted.Sort();
        var samples = new List<SeriesSample>();
        var processStart = 0L;
        var next = 0;
        var current = SeriesSample.Zero(Bounds.Length);
        foreach (var at in scrapeMillis)
        {
            var start = ScrapeSchedule.ProcessStart(mesh, pod, at);
            if (start != processStart)
            {
                processStart = start;
                current = SeriesSample.Zero(Bounds.Length);
                while (next < counted.Count && counted[next].EndNanos < start)
                {
                    next++;
                }
            }

            var first = next;
            while (next < counted.Count && counted[next].EndNanos <= at * UnixNanos.PerMillisecond)
            {
                next++;
            }

            current = Add(current, at, first, next);
            if (current.Count > 0)
            {
                samples.Add(current);
            }
        }

        return samples;
    }

    private SeriesSample Add(SeriesSample before, long at, int first, int end)
    {
        var buckets = (long[])before.Buckets.Clone();
        var (millis, request, response) = (before.MillisSum, before.RequestBytesSum, before.ResponseBytesSum);
        for (var i = first; i < end; i++)
        {
            millis += counted[i].Millis;
            request += counted[i].RequestBytes;
            response += counted[i].ResponseBytes;
            for (var b = 0; b < buckets.Length; b++)
            {
                buckets[b] += counted[i].Millis <= UpperMillis[b] ? 1 : 0;
            }
        }

        return new SeriesSample(at, before.Count + end - first, buckets, millis, request, response);
    }

    private static double ParseBound(string bound) =>
        bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, System.Globalization.CultureInfo.InvariantCulture);
}
