using System.Text;
using CsCheck;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Json;
using Kiali.Tracing.Sources;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.Heatmap;

/// <summary>A heatmap of finished statistics: what a source computed, without the counts behind it.</summary>
public sealed class FinishedHeatmapTests
{
    private static readonly HeatmapOptions Options = new();
    private static readonly Trace Trace = HeatTrace.Bookinfo(40);

    [Fact]
    public void A_cell_compares_with_the_finished_value_and_knows_no_bounds_and_no_requests() => Gen.Select(Gen.Double[0, 5000], Gen.Double[0, 5000], Gen.Int[0, 3]).Sample(
        (durationMs, metricMs, place) =>
        {
            DurationStatistics finished = new(place == 0 ? metricMs : null, [.. Enumerable.Range(1, 3).Select(index => index == place ? metricMs : (double?)null)]);
            HeatmapMatrix matrix = Compare(durationMs, finished);

            for (int index = 0; index < 4; index++)
            {
                HeatmapCell cell = matrix.Cells[index];
                Assert.Equal((null, null, null, null), (cell.LowerMs, cell.UpperMs, cell.Requests, cell.CoveredSeconds));
                if (index != place)
                {
                    Assert.Equal((null, HeatmapReason.NoSamples), (cell.MetricMs, cell.Reason));
                    continue;
                }

                double took = matrix.DurationMs;
                Assert.Equal((metricMs, took - metricMs, HeatmapReason.None), (cell.MetricMs, cell.DeltaMs, cell.Reason));
                Assert.Equal(Math.Abs(took - metricMs) >= 1, cell.IsDistinguishable);
            }

            Assert.Empty(matrix.Ranks);
        },
        iter: PropertyCases.AtLeast(500));

    [Fact]
    public void Nothing_at_all_is_no_samples_and_outside_of_a_recording_it_is_that()
    {
        Assert.All(Compare(40, DurationStatistics.None).Cells, cell => Assert.Equal((null, HeatmapReason.NoSamples), (cell.MetricMs, cell.Reason)));
        Assert.All(Compare(40, DurationStatistics.None, outside: true).Cells, cell => Assert.Equal(HeatmapReason.OutsideRange, cell.Reason));
    }

    [Fact]
    public void The_document_has_null_for_what_is_not_known()
    {
        using MemoryStream output = new();
        HeatmapJson.Write(Result(), output);
        Approved.Match(Encoding.UTF8.GetString(output.ToArray()), "heatmap-finished.json");
    }

    [Fact]
    public void The_view_has_no_rank_and_no_requests_and_says_why()
        => Approved.Match(ViewText.Of(HeatmapView.Of(Result(), Trace, new HeatmapViewOptions { CallName = "kiali-tracing" })), "heatmap-finished.view.txt");

    [Fact]
    public void The_question_names_target_reporters_interval_and_moment()
    {
        HeatmapStatistic[] statistics = [HeatmapStatistic.Of("p99"), HeatmapStatistic.Average, HeatmapStatistic.Of("p50")];
        DurationStatisticsQuery query = HeatmapQueries.FinishedOf(
            new WorkloadRef("east", "bookinfo", "ratings-v1"), TrafficDirection.Outbound, withWaypoint: true, Options.Intervals[1], 1_794_664_800_123, [.. statistics]);

        Assert.Equal(["source", "waypoint"], query.Reporters.ToArray());
        Assert.Equal([0.99, 0.5], query.Quantiles.ToArray());
        Assert.Equal((TimeSpan.FromHours(1), 1_794_664_800_123), (query.Interval, query.AtUnixMillis));
    }

    private static HeatmapResult Result()
    {
        HeatmapTarget target = HeatmapTargets.Choose(Trace, Options with { Workload = new WorkloadRef(null, "bookinfo", "productpage-v1") })!;
        HeatmapMatrix matrix = HeatmapAnalysis.Compute(
            target,
            [
                new(Options.Intervals[0], null, 0, false) { Finished = new DurationStatistics(30.25, [9.5, 40.6, 2345]) },
                new(Options.Intervals[1], null, 0, false) { Finished = new DurationStatistics(12.75, [8, 21, null]) },
                new(Options.Intervals[2], null, 0, false) { Finished = DurationStatistics.None },
            ],
            Options.Statistics,
            target.AnchorUnixMillis);
        long end = target.AnchorUnixMillis * UnixTime.NanosPerMilli;
        return new HeatmapResult
        {
            TraceId = Trace.TraceId,
            Options = Options,
            Window = new AnalysisWindow(new TimeRange(end - (10_800 * UnixTime.NanosPerSecond), end), end, true),
            Matrix = matrix,
            Mean = HeatmapAnalysis.Mean([matrix], 4),
            IsFinished = true,
            Complete = true,
            Warnings = [new Warning("finished-statistics", "kiali+http://kiali:20001/kiali gives finished statistics.", 1, "kiali+http://kiali:20001/kiali")],
        };
    }

    private static HeatmapMatrix Compare(double durationMs, DurationStatistics finished, bool outside = false)
    {
        HeatmapTarget target = HeatmapTargets.Choose(new HeatTrace().Proxy("bookinfo/a-v1", SpanKind.Server, 0, durationMs).ToTrace(), Options)!;
        return HeatmapAnalysis.Compute(
            target, [new HeatmapAnswer(Options.Intervals[0], null, 0, outside) { Finished = finished }], Options.Statistics, target.AnchorUnixMillis);
    }
}
