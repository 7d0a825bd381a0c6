using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Reports.Composition;
using Kiali.Tracing.Reports.Findings;
using Xunit;

namespace Kiali.Tracing.Reports.Tests.Findings;

public sealed class MetricsFindingsTests
{
    private const long StartMillis = Reports.Start / UnixTime.NanosPerMilli;

    private static readonly MetricsResult Slow = Result([0, 0, 40, 77.4, 0]) with
    {
        Directions =
        [
            Charts([0, 0, 40, 77.4, 0]) with
            {
                SlowStretch = new SlowStretch("p99", new TimeRange(Reports.Start + (120 * UnixTime.NanosPerSecond), Reports.Start + (600 * UnixTime.NanosPerSecond)), 8.6, 2_485),
                Bands = [new BucketBand(1_000, 2_500, 70, 1_200, 1_251)],
            },
        ],
    };

    [Fact]
    public void The_cover_shows_the_quantile_before_and_within_the_slow_stretch() => Assert.Equal<KeyFigure>(
        [new KeyFigure("8.6 → 2,485 ms", "p99 of ratings-v1 inbound", "from 14:02 to 14:10")], MetricsFindings.KeyFigures(Slow));

    [Fact]
    public void The_slow_stretch_the_worst_moment_and_what_the_histogram_hides_are_named() => Assert.Equal<Statement>(
        [
            new Statement("ratings-v1 inbound slow from 14:02 to 14:10", EvidenceKind.Metrics, "p99 8.6 → 2,485 ms"),
            new Statement("ratings-v1 inbound fails most at 14:03", EvidenceKind.Metrics, "77.4\u00a0% of requests"),
            new Statement(
                "The histogram hides where its requests lie", EvidenceKind.Metrics, "bucket 1,000–2,500 ms; 70 spans at 1,200–1,251 ms"),
        ],
        MetricsFindings.Statements(Slow));

    [Fact]
    public void Healthy_metrics_say_nothing()
    {
        MetricsResult healthy = Result([0, 0.2, 0]);

        Assert.Empty(MetricsFindings.KeyFigures(healthy));
        Assert.Empty(MetricsFindings.Statements(healthy));
    }

    private static DirectionCharts Charts(double[] errors) => new()
    {
        Direction = TrafficDirection.Inbound,
        Reporter = "destination",
        PointsWithoutSamples = 0,
        Charts =
        [
            .. Enum.GetValues<MetricChartKind>().Select(kind => new MetricChart(
                kind,
                TrafficDirection.Inbound,
                kind == MetricChartKind.RequestErrors
                    ? [new ChartSeries(ChartStatistics.Errors, LabelSet.Empty, [.. errors.Select((percent, minute) => new MetricPoint(StartMillis + (minute * 60_000L), percent))])]
                    : [])),
        ],
    };

    private static MetricsResult Result(double[] errors) => new()
    {
        Window = Reports.Window,
        Workload = new WorkloadRef(null, "bookinfo", "ratings-v1"),
        Sampling = new MetricsSampling(new EvaluationTimes(StartMillis, StartMillis + 600_000, 60_000), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)),
        Directions = [Charts(errors)],
        Complete = true,
        Warnings = [],
    };
}
