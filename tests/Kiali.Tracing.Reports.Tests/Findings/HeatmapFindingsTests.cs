using System.Collections.Immutable;
using Kiali.Tracing.Analyses.Heatmaps;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Kiali.Tracing.TestKit.Timelines;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Findings;

public sealed class HeatmapFindingsTests
{
    private static readonly Trace Request = Timeline.Draw("productpage/in  [=========]  server");

    internal static readonly HeatmapResult Slow = Result(
        [Cell("avg", "10m", 4.2, true), Cell("p50", "60m", 67, true), Cell("p99", "60m", 80, false)],
        [new HeatmapRank("10m", 0.9, 0.95, 612), new HeatmapRank("60m", 0.981, 0.987, 12_345)]);

    [Fact]
    public void The_cover_shows_the_largest_multiple_that_can_be_told_apart() => Assert.Equal<KeyFigure>(
        [new KeyFigure("×67", "trace 0000001 against p50 of 60m", "3,604 requests at productpage-v1")], HeatmapFindings.KeyFigures(Slow));

    [Fact]
    public void The_rank_is_said_of_the_window_with_most_requests_with_its_bounds() => Assert.Equal(
        new Statement(
            "The request at productpage-v1 is slower than 98.1\u00a0% of those of 60m", EvidenceKind.Heatmap, "98.1\u00a0% to 98.7\u00a0% of about 12,345 (bucket bounds)"),
        HeatmapFindings.Statements(Slow)[0]);

    [Fact]
    public void What_cannot_be_told_apart_is_counted() => Assert.Equal(
        "1 of 3 cells, marked ≈", HeatmapFindings.Statements(Slow)[1].Detail);

    [Fact]
    public void Without_metrics_nothing_is_said()
    {
        HeatmapResult empty = Result([Cell("avg", "10m", null, false) with { MetricMs = null }], []);

        Assert.Empty(HeatmapFindings.KeyFigures(empty));
        Assert.Empty(HeatmapFindings.Statements(empty));
    }

    private static HeatmapCell Cell(string statistic, string interval, double? ratio, bool distinguishable) => new()
    {
        Statistic = statistic,
        Interval = interval,
        MetricMs = 40,
        Ratio = ratio,
        Requests = 3_604,
        IsDistinguishable = distinguishable,
    };

    private static HeatmapResult Result(ImmutableArray<HeatmapCell> cells, ImmutableArray<HeatmapRank> ranks)
    {
        Span span = Request.Spans[0];
        HeatmapTarget target = new(span, new WorkloadRef(null, "bookinfo", "productpage-v1"), TrafficDirection.Inbound, false);
        return new HeatmapResult
        {
            TraceId = Request.TraceId,
            Options = new HeatmapOptions(),
            Window = Reports.Window,
            Matrix = new HeatmapMatrix(target, span.DurationMs, span.EndUnixNano, cells, ranks),
            Mean = new HeatmapMean([], 0, true),
            Complete = true,
            Warnings = [],
        };
    }
}
