using System.Collections.Immutable;
using System.Text;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.Heatmap;

public sealed class HeatmapProjectionTests
{
    private static readonly Trace Trace = HeatTrace.Bookinfo(2545.8);

    [Fact]
    public void The_document_has_exactly_the_contracts_properties_and_null_for_what_is_not_known()
    {
        using MemoryStream output = new();
        HeatmapJson.Write(Compute(), output);
        Approved.Match(Encoding.UTF8.GetString(output.ToArray()), "heatmap.json");
    }

    [Fact]
    public void The_frame_has_a_row_a_cell_of_the_compared_span_first()
    {
        Approved.Match(FrameSchema.Of(HeatmapFrame.Of(Compute())), "heatmap.schema.txt");
        Assert.Equal(Compute().Matrix.Cells.Length + Compute().Spans.Sum(span => span.Cells.Length), HeatmapFrame.Of(Compute()).Rows.Count);
    }

    [Fact]
    public void The_view_says_rank_matrix_gaps_mean_and_spans()
        => Approved.Match(ViewText.Of(HeatmapView.Of(Compute(), Trace, new HeatmapViewOptions { CallName = "kiali-tracing" })), "heatmap.view.txt");

    private static HeatmapResult Compute()
    {
        HeatmapInterval baseline = HeatmapInterval.Baseline(
            new TimeRange(HeatTrace.StartUnixNano - (7_200 * UnixTime.NanosPerSecond), HeatTrace.StartUnixNano - (3_600 * UnixTime.NanosPerSecond)));
        HeatmapOptions options = new() { Intervals = new HeatmapOptions().Intervals.Add(baseline), Workload = new WorkloadRef(null, "bookinfo", "productpage-v1") };
        ImmutableArray<HeatmapAnswer> answers =
        [
            new(options.Intervals[0], Grown(612, 612 * 612.4, (25, 200), (50, 380), (1000, 540), (2500, 605), (5000, 611), (double.PositiveInfinity, 612)), 9, false),
            new(options.Intervals[1], Grown(3604, 3604 * 131.7, (25, 1700), (50, 3200), (1000, 3440), (2500, 3604), (double.PositiveInfinity, 3604)), 9, false),
            new(options.Intervals[2], null, 9, true),
            new(options.Intervals[3], Grown(48, 48 * 30.1, (25, 20), (50, 48), (double.PositiveInfinity, 48)), 9, false),
        ];
        HeatmapTarget target = HeatmapTargets.Choose(Trace, options)!;
        HeatmapMatrix matrix = HeatmapAnalysis.Compute(target, answers, options.Statistics, target.AnchorUnixMillis);
        HeatmapTarget other = HeatmapTargets.All(Trace).Single(one => one.Workload.Name == "reviews-v1");
        HeatmapMatrix reviews = HeatmapAnalysis.Compute(
            other, [.. options.Intervals.Select(interval => new HeatmapAnswer(interval, null, 0, false))], options.Statistics, other.AnchorUnixMillis);
        long end = target.AnchorUnixMillis * UnixTime.NanosPerMilli;
        return new HeatmapResult
        {
            TraceId = Trace.TraceId,
            Options = options,
            Window = new AnalysisWindow(new TimeRange(end - (10_800 * UnixTime.NanosPerSecond), end), end, false),
            Matrix = matrix,
            Mean = HeatmapAnalysis.Mean([matrix, reviews], 4),
            Spans = [reviews],
            Complete = true,
            Warnings = [],
        };
    }

    private static HistogramIncrease Grown(double count, double sum, params (double Bound, double Count)[] buckets) => new(
        LabelSet.Empty, 0, [.. buckets.Select(bucket => new HistogramBucket(bucket.Bound, bucket.Count))], sum, count, 590);
}
