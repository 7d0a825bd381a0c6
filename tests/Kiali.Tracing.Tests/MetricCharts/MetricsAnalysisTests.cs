using System.Collections.Immutable;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Sources;
using Xunit;

namespace Kiali.Tracing.Tests.MetricCharts;

public sealed class MetricsAnalysisTests
{
    [Fact]
    public async Task Volume_and_bytes_are_growth_a_second()
    {
        DirectionCharts charts = await InboundAsync(new ScrapedTraffic().Add(_ => 2).Add(_ => 1, code: "404"));

        Assert.All(ValuesOf(charts, MetricChartKind.RequestVolume), value => Assert.Equal(3, value, 6));
        Assert.All(ValuesOf(charts, MetricChartKind.RequestThroughput), value => Assert.Equal(300, value, 6));
        Assert.All(ValuesOf(charts, MetricChartKind.ResponseThroughput), value => Assert.Equal(750, value, 6));
        Assert.Equal(21, charts.Charts[(int)MetricChartKind.RequestVolume].Series.Single().Points.Length);
    }

    [Theory]
    [InlineData("503", "http", "", 25, 0)]
    [InlineData("0", "http", "", 25, 0)]
    [InlineData("404", "http", "", 0, 25)]
    [InlineData("200", "grpc", "14", 25, 0)]
    [InlineData("200", "grpc", "5", 0, 25)]
    [InlineData("302", "http", "", 0, 0)]
    public async Task Errors_are_those_of_the_errors_rule_and_the_callers_own_stand_apart(string code, string protocol, string grpc, double errors, double clientErrors)
    {
        DirectionCharts charts = await InboundAsync(new ScrapedTraffic().Add(_ => 3).Add(_ => 1, code: code, protocol: protocol, grpc: grpc));

        Assert.All(charts.Errors.Find(ChartStatistics.Errors)!.Points, point => Assert.Equal(errors, point.Value, 6));
        Assert.All(charts.Errors.Find(ChartStatistics.ClientErrors)!.Points, point => Assert.Equal(clientErrors, point.Value, 6));
    }

    [Fact]
    public async Task Durations_have_a_mean_and_quantiles_within_their_bucket()
    {
        DirectionCharts charts = await InboundAsync(new ScrapedTraffic().Add(_ => 9, _ => 3).Add(_ => 1, _ => 40, code: "500"));

        Assert.All(charts.Duration.Find(ChartStatistics.Average)!.Points, point => Assert.Equal(6.7, point.Value, 6));
        Assert.All(charts.Duration.Find("p50")!.Points, point => Assert.Equal(1 + (4 * 5 / 9.0), point.Value, 6));
        Assert.All(charts.Duration.Find("p99")!.Points, point => Assert.Equal(25 + (25 * 0.9), point.Value, 6));
    }

    [Fact]
    public async Task A_stretch_without_samples_is_a_gap_and_is_said()
    {
        MetricsResult result = await new ScrapedTraffic().Add(_ => 2, to: 590).ChartAsync();
        DirectionCharts charts = result.Directions.Single();

        double[] volume = [.. charts.Charts[(int)MetricChartKind.RequestVolume].Series.Single().Points.Select(point => point.Value)];
        Assert.All(volume[..10], value => Assert.True(value > 0));
        Assert.All(volume[11..], value => Assert.True(double.IsNaN(value)));
        Warning warning = Assert.Single(result.Warnings, warning => warning.Code == "no-samples");
        Assert.Equal(volume.Count(double.IsNaN), warning.Count);
        Assert.Contains("gaps", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_requests_are_a_volume_of_zero_but_no_error_share_and_no_duration()
    {
        MetricsResult result = await new ScrapedTraffic().Add(_ => 0).ChartAsync();
        DirectionCharts charts = result.Directions.Single();

        Assert.All(ValuesOf(charts, MetricChartKind.RequestVolume), value => Assert.Equal(0, value));
        Assert.All(charts.Errors.Series.SelectMany(series => series.Points), point => Assert.True(double.IsNaN(point.Value)));
        Assert.All(charts.Duration.Series.SelectMany(series => series.Points), point => Assert.True(double.IsNaN(point.Value)));
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task A_waypoint_tells_only_where_the_workload_has_no_proxy_of_its_own()
    {
        ScrapedTraffic both = new ScrapedTraffic().Add(_ => 2).Add(_ => 5, reporter: IstioReporters.Waypoint);
        DirectionCharts own = await InboundAsync(both);
        Assert.Equal(IstioReporters.Destination, own.Reporter);
        Assert.All(ValuesOf(own, MetricChartKind.RequestVolume), value => Assert.Equal(2, value, 6));

        DirectionCharts ambient = await InboundAsync(new ScrapedTraffic().Add(_ => 5, reporter: IstioReporters.Waypoint));
        Assert.Equal(IstioReporters.Waypoint, ambient.Reporter);
        Assert.All(ValuesOf(ambient, MetricChartKind.RequestVolume), value => Assert.Equal(5, value, 6));
        Assert.All(ambient.Duration.Find("p50")!.Points, point => Assert.True(point.Value > 0));
    }

    [Fact]
    public async Task Outbound_is_what_the_workloads_own_proxy_sent()
    {
        MetricsOptions options = new()
        {
            Workload = ScrapedTraffic.Workload,
            Step = TimeSpan.FromMinutes(1),
            Directions = [TrafficDirection.Inbound, TrafficDirection.Outbound],
        };
        MetricsResult result = await new ScrapedTraffic().Add(_ => 2).Add(_ => 7, reporter: IstioReporters.Source).ChartAsync(options: options);

        Assert.Equal([TrafficDirection.Inbound, TrafficDirection.Outbound], result.Directions.Select(charts => charts.Direction));
        Assert.All(ValuesOf(result.Directions[0], MetricChartKind.RequestVolume), value => Assert.Equal(2, value, 6));
        Assert.All(ValuesOf(result.Directions[1], MetricChartKind.RequestVolume), value => Assert.Equal(7, value, 6));
    }

    [Fact]
    public async Task A_source_without_buckets_gives_means_and_says_that_quantiles_lack()
    {
        MetricsResult result = await new ScrapedTraffic { HasBuckets = false }.Add(_ => 2, _ => 8).ChartAsync();

        Assert.All(result.Directions.Single().Duration.Find(ChartStatistics.Average)!.Points, point => Assert.Equal(8, point.Value, 6));
        Assert.Empty(result.Directions.Single().Duration.Find("p99")!.Known);
        Assert.Single(result.Warnings, warning => warning.Code == "no-buckets");
    }

    [Fact]
    public async Task A_workload_without_metrics_has_empty_charts_and_says_so()
    {
        MetricsResult result = await new ScrapedTraffic().ChartAsync();

        Assert.False(result.Directions.Single().HasData);
        Assert.Equal("no-series", Assert.Single(result.Warnings).Code);
        Assert.True(result.Complete);
    }

    [Fact]
    public async Task The_slow_stretch_has_its_own_median()
    {
        DirectionCharts charts = await InboundAsync(new ScrapedTraffic().Add(_ => 10, second => second is > 420 and <= 900 ? 2000 : 3));

        SlowStretch slow = charts.SlowStretch!;
        Assert.Equal("p50", slow.Statistic);
        Assert.Equal(3, slow.OutsideMs, 6);
        Assert.Equal(1750, slow.InsideMs, 6);
        Assert.Equal(420, Offset(slow.Range.StartUnixNano));
        Assert.Equal(900, Offset(slow.Range.EndUnixNano));
    }

    [Fact]
    public async Task When_only_a_few_requests_are_slow_a_higher_quantile_tells()
    {
        DirectionCharts charts = await InboundAsync(
            new ScrapedTraffic().Add(_ => 95, _ => 3).Add(second => second is > 300 and <= 600 ? 5 : 0, _ => 900, code: "504"));

        Assert.Equal("p99", charts.SlowStretch!.Statistic);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(3, 7)]
    public async Task Steady_durations_have_no_slow_stretch(double usual, double later)
    {
        DirectionCharts charts = await InboundAsync(new ScrapedTraffic().Add(_ => 10, second => second > 600 ? later : usual));

        Assert.Null(charts.SlowStretch);
    }

    [Fact]
    public async Task What_the_sources_warned_of_and_left_out_stays_said()
    {
        ScrapedTraffic source = new ScrapedTraffic().Add(_ => 1);
        MetricsOptions options = new() { Workload = ScrapedTraffic.Workload, Step = TimeSpan.FromMinutes(1) };
        AnalysisWindow window = ScrapedTraffic.Window(600);
        MetricsSampling sampling = new(MetricsSampling.TimesOf(window.Range, options), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        MetricsAnswers answers = await MetricsQueries.Of(options, TrafficDirection.Inbound, sampling).AskAsync(source, CancellationToken.None);
        Warning warning = new("partial", "Two shards did not answer.", 2, "memory:");
        MetricsAnswers partial = answers with
        {
            Counters = answers.Counters.ToImmutableSortedDictionary(
                counter => counter.Key, counter => Answer.Partial(counter.Value.Value, [warning]), StringComparer.Ordinal),
        };

        MetricsResult result = MetricsAnalysis.Compute(window, options, sampling, [partial]);

        Assert.False(result.Complete);
        Assert.Equal(warning, Assert.Single(result.Warnings));
    }

    private static async Task<DirectionCharts> InboundAsync(ScrapedTraffic traffic) => (await traffic.ChartAsync()).Directions.Single();

    private static IEnumerable<double> ValuesOf(DirectionCharts charts, MetricChartKind kind)
        => charts.Charts[(int)kind].Series.Single().Points.Select((MetricPoint point) => point.Value);

    private static long Offset(long unixNano) => (unixNano / UnixTime.NanosPerSecond) - ScrapedTraffic.StartUnixSeconds;
}
