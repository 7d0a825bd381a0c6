namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>Counters of one label set at one scrape.</summary>
internal sealed record SeriesSample(
    long AtMillis, long Count, long[] Buckets, long MillisSum, long RequestBytesSum, long ResponseBytesSum)
{
    public static SeriesSample Zero(int buckets) => new(0, 0, new long[buckets], 0, 0, 0);
}
