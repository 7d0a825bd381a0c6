using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Referee;

/// <summary>What the heatmap must show of the recorded incident.</summary>
public sealed class SampleHeatmapTests
{
    private static readonly string[] Long = ["60m", "3h"];
    private static readonly string[] Usual = ["avg", "p50"];
    private static readonly string[] All = ["avg", "p50", "p90", "p99"];

    [Fact]
    public async Task A_trace_from_minutes_2_to_5_of_the_incident_takes_twice_the_usual_at_least()
    {
        HeatmapMatrix matrix = await HeatmapOfMedianTraceAsync(2, 5);
        Assert.All(Long.SelectMany(interval => Usual.Select(statistic => matrix.Find(interval, statistic)!)), Slow);
    }

    [Fact]
    public async Task Against_the_hour_before_every_statistic_shows_it_then_and_20_minutes_in()
    {
        foreach ((int from, int to) in ((int, int)[])[(2, 5), (19, 22)])
        {
            HeatmapMatrix matrix = await HeatmapOfMedianTraceAsync(from, to);
            Assert.All(All.Select(statistic => matrix.Find(HeatmapInterval.BaselineName, statistic)!), Slow);
        }
    }

    [Fact]
    public async Task Twenty_minutes_in_the_incident_has_filled_the_short_window_and_only_the_baseline_still_shows_it()
        => Assert.True((await HeatmapOfMedianTraceAsync(19, 22)).Find("10m", "p90")!.Ratio < 2);

    [Fact]
    public async Task A_trace_from_before_the_incident_is_nowhere_twice_as_slow()
    {
        HeatmapMatrix matrix = await HeatmapOfMedianTraceAsync(-20, -5);
        Assert.All(matrix.Cells, cell => Assert.True(cell.Ratio < 2, $"{cell.Interval} {cell.Statistic}: {cell.Ratio}"));
    }

    private static void Slow(HeatmapCell cell)
    {
        Assert.True(cell.Ratio >= 2, $"{cell.Interval} {cell.Statistic}: {cell.Ratio}");
        Assert.True(cell.IsDistinguishable, $"{cell.Interval} {cell.Statistic} cannot be told apart");
    }

    private static async Task<HeatmapMatrix> HeatmapOfMedianTraceAsync(int fromMinute, int toMinute)
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        Answer<TraceSet> traces = await source.Traces!.FindTracesAsync(new TraceQuery(), default);
        Trace trace = SampleHeatmap.MedianTrace(traces.Value.Traces, fromMinute, toMinute);
        return await SampleHeatmap.CompareAsync(source.Metrics!, HeatmapTargets.Choose(trace, SampleHeatmap.WithBaseline)!, SampleHeatmap.WithBaseline);
    }
}
