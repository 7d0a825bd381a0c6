using System.Text.Json;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.Heatmap;

/// <summary>The mean of a trace against Kiali's own cases. Two differences are by design: all proxy spans count, and each has metrics that end with it.</summary>
public sealed class KialiHeatmapTests
{
    [SharedDataFact]
    public void The_mean_of_a_trace_is_Kialis()
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo("kiali/trace-stats-cases.json")));
        JsonElement[] reductions = [.. cases.RootElement.GetProperty("matrixReduction").EnumerateArray()];
        Assert.Equal(2, reductions.Length);
        foreach (JsonElement reduction in reductions)
        {
            JsonElement[] spans = [.. reduction.GetProperty("spans").EnumerateArray()];
            HeatmapMean mean = Mean(
                [.. spans.Select(span => (span.GetProperty("workload").GetString()!, span.GetProperty("durationMicros").GetDouble() / 1000))],
                (workload, statistic, interval) => reduction.GetProperty("metricsStatsMillis")
                    .TryGetProperty($"ns:workload:{workload}::inbound:{interval}:destination", out JsonElement stats)
                        ? stats.GetProperty(statistic).GetDouble()
                        : null);
            JsonElement expected = reduction.GetProperty("expected");
            Assert.Equal(expected.GetProperty("isComplete").GetBoolean(), mean.IsComplete);
            foreach (JsonElement cell in expected.GetProperty("cells").EnumerateArray())
            {
                HeatmapCell ours = mean.Cells.Single(own => KialiName(own.Statistic) == cell.GetProperty("stat").GetString() && own.Interval == cell.GetProperty("interval").GetString());
                Assert.Equal(cell.GetProperty("value").GetDouble(), ours.DeltaMs!.Value, cell.GetProperty("within").GetDouble());
            }
        }
    }

    [Fact]
    public void The_mean_goes_over_the_spans_that_have_the_statistic_and_a_missing_window_does_not_make_it_incomplete()
    {
        HeatmapMean mean = Mean(
            [("w1", 3), ("w1", 3), ("w2", 1)],
            (workload, statistic, interval) => (workload, statistic, interval) switch
            {
                (_, _, "3h") => null,
                ("w1", "0.9", "60m") => 6,
                ("w1", _, _) => 2,
                _ => 1,
            });
        Assert.True(mean.IsComplete);
        Assert.Equal(-2, mean.Cells.Single(cell => cell.Statistic == "p90" && cell.Interval == "60m").DeltaMs!.Value, 1e-12);
        Assert.Equal(2.0 / 3, mean.Cells.Single(cell => cell.Statistic == "p50" && cell.Interval == "10m").DeltaMs!.Value, 1e-12);
        Assert.All(mean.Cells.Where(cell => cell.Interval == "3h"), cell => Assert.Null(cell.DeltaMs));
    }

    [Fact]
    public void A_span_without_any_statistic_makes_the_mean_incomplete()
        => Assert.False(Mean([("w1", 3), ("w2", 1)], (workload, _, _) => workload == "w1" ? 2 : null).IsComplete);

    [Fact]
    public void All_proxy_spans_are_compared_where_Kiali_takes_the_first_eight()
    {
        HeatTrace trace = new();
        for (int index = 0; index < 20; index++)
        {
            trace.Proxy($"ns/workload{index}", SpanKind.Server, index, 1);
        }

        Assert.Equal(20, HeatmapTargets.All(trace.ToTrace()).Length);
    }

    [Fact]
    public void A_proxy_span_that_maps_to_no_workload_makes_the_mean_incomplete()
    {
        HeatmapMatrix matrix = Matrix(HeatmapTargets.Choose(HeatTrace.Bookinfo(), new HeatmapOptions())!, (_, _) => 10);
        Assert.True(HeatmapAnalysis.Mean([matrix], 1).IsComplete);
        Assert.False(HeatmapAnalysis.Mean([matrix], 2).IsComplete);
        Assert.False(HeatmapAnalysis.Mean([], 1).IsComplete);
    }

    private static HeatmapMean Mean((string Workload, double DurationMs)[] spans, Func<string, string, string, double?> statistic)
    {
        HeatTrace drawn = new();
        foreach ((string workload, double durationMs) in spans)
        {
            drawn.Proxy($"ns/{workload}", SpanKind.Server, 0, durationMs);
        }

        return HeatmapAnalysis.Mean(
            [
                .. HeatmapTargets.All(drawn.ToTrace()).Select(
                    target => Matrix(target, (name, interval) => statistic(target.Workload.Name, KialiName(name), interval))),
            ],
            spans.Length);
    }

    private static HeatmapMatrix Matrix(HeatmapTarget target, Func<string, string, double?> metric) => new(
        target,
        target.Span.DurationMs,
        0,
        [
            .. new HeatmapOptions().Intervals.SelectMany(interval => new HeatmapOptions().Statistics.Select(
                statistic => new HeatmapCell { Statistic = statistic.Name, Interval = interval.Name, MetricMs = metric(statistic.Name, interval.Name) })),
        ],
        []);

    private static string KialiName(string statistic)
        => HeatmapStatistic.Of(statistic).Quantile?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "avg";
}
