using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.MetricCharts;

/// <summary>Messages, connections and sizes beside requests; lines split by a label; another reporter; one peer alone.</summary>
public sealed class MetricFamiliesTests
{
    private static readonly MetricsOptions Standard = new()
    {
        Workload = ScrapedTraffic.Workload,
        Step = TimeSpan.FromMinutes(1),
        Directions = [TrafficDirection.Inbound],
    };

    [Fact]
    public async Task Only_families_with_data_are_drawn_beside_the_five_of_requests()
    {
        DirectionCharts charts = await InboundAsync(new ScrapedTraffic().Add(_ => 2).Count(IstioMetrics.RequestMessagesTotal, 7).Count(IstioMetrics.TcpSentBytesTotal, 9));

        Assert.Equal(
            ["request-duration", "request-volume", "request-errors", "request-throughput", "response-throughput", "grpc-sent", "tcp-received"],
            charts.Charts.Select(chart => chart.Name));
        Assert.All(charts.Others, chart => Assert.All(chart.Series.Single().Points, point => Assert.Equal(chart.Name == "grpc-sent" ? 7 : 9, point.Value, 6)));
    }

    /// <summary>Istio counts TCP from the callee's side: what it received, the caller sent.</summary>
    [Theory]
    [InlineData(IstioMetrics.TcpReceivedBytesTotal, "tcp-sent", "bytes/s")]
    [InlineData(IstioMetrics.TcpSentBytesTotal, "tcp-received", "bytes/s")]
    [InlineData(IstioMetrics.TcpConnectionsOpenedTotal, "tcp-opened", "connections/s")]
    [InlineData(IstioMetrics.TcpConnectionsClosedTotal, "tcp-closed", "connections/s")]
    [InlineData(IstioMetrics.RequestMessagesTotal, "grpc-sent", "messages/s")]
    [InlineData(IstioMetrics.ResponseMessagesTotal, "grpc-received", "messages/s")]
    public async Task Each_family_has_its_chart(string family, string name, string unit)
    {
        MetricChart chart = (await InboundAsync(new ScrapedTraffic().Count(family, 0.5))).Others.Single();

        Assert.Equal((name, unit), (chart.Name, chart.Unit));
        Assert.All(chart.Series.Single().Points, point => Assert.Equal(0.5, point.Value, 9));
    }

    [SharedDataFact]
    public void The_families_are_those_that_Kiali_asks_for()
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(SharedData.PathTo("kiali/promql-cases.json")));
        JsonElement all = cases.RootElement.EnumerateArray().Single(one => one.GetProperty("name").GetString() == "TestGetAppMetrics");
        string[] kialis =
        [
            .. all.GetProperty("promql").EnumerateArray().SelectMany(query => Regex.Matches(query.GetString()!, @"rate\((\w+)\{")).Select(match => match.Groups[1].Value)
                .Distinct().Order(StringComparer.Ordinal),
        ];

        string[] suffixes = [HistogramAggregator.BucketSuffix, HistogramAggregator.SumSuffix, HistogramAggregator.CountSuffix];
        Assert.Equal(
            kialis, ChartFamily.Counters.Concat(ChartFamily.Histograms.SelectMany(family => suffixes.Select(suffix => family + suffix))).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_workload_of_connections_alone_has_a_picture_without_the_charts_of_requests()
    {
        MetricsResult result = await Connections().ChartAsync();

        Approved.Match(FigureOutline.Of(MetricsFigure.Of(result)), "metrics-connections.figure.txt");
        Assert.Empty(result.Warnings);
        Assert.Equal(
            "No inbound requests. At most tcp-opened 0.25\u00a0connections/s, tcp-closed 0.20\u00a0connections/s, tcp-sent 1.5\u00a0kB/s, tcp-received 2.0\u00a0MB/s.",
            MetricsView.Of(result).Blocks.OfType<LineBlock>().First().Lines[0].PlainText);
    }

    [Fact]
    public async Task Sizes_are_drawn_where_there_are_buckets_to_tell_quantiles_by()
    {
        Assert.Empty((await InboundAsync(new ScrapedTraffic().Add(_ => 2))).Others);

        DirectionCharts charts = await InboundAsync(new ScrapedTraffic().Add(_ => 2, _ => 8, withSizes: true));
        MetricChart sizes = Assert.Single(charts.Others);

        Assert.Equal(("request-size", "bytes"), (sizes.Name, sizes.Unit));
        Assert.All(sizes.Find(ChartStatistics.Average)!.Points, point => Assert.Equal(100, point.Value, 6));
        Assert.All(sizes.Find("p50")!.Points, point => Assert.Equal(7.5, point.Value, 6));
    }

    /// <summary>Kiali joins the two with <c>or</c>, which drops the gRPC failures where there are HTTP ones.</summary>
    [Fact]
    public async Task Failures_of_HTTP_and_of_gRPC_are_added()
    {
        DirectionCharts charts = await InboundAsync(
            new ScrapedTraffic().Add(_ => 5).Add(_ => 3, code: "503").Add(_ => 2, protocol: "grpc", grpc: "14"));

        Assert.All(charts.Errors.Find(ChartStatistics.Errors)!.Points, point => Assert.Equal(50, point.Value, 6));
    }

    [Fact]
    public async Task Requests_of_an_ambient_workload_are_its_waypoints_and_connections_its_ztunnels()
    {
        DirectionCharts charts = await InboundAsync(
            new ScrapedTraffic().Add(_ => 4, reporter: IstioReporters.Waypoint).Count(IstioMetrics.TcpReceivedBytesTotal, 12));

        Assert.Equal(IstioReporters.Waypoint, charts.Charts[(int)MetricChartKind.RequestVolume].Series[0].Labels.GetValue(IstioLabels.Reporter));
        Assert.Equal(IstioReporters.Destination, charts.Others.Single().Series[0].Labels.GetValue(IstioLabels.Reporter));
        Assert.All(charts.Others.Single().Series[0].Points, point => Assert.Equal(12, point.Value, 6));
    }

    [Fact]
    public async Task Another_reporter_than_the_workloads_own_tells_where_it_is_asked_for()
    {
        ScrapedTraffic traffic = new ScrapedTraffic().Add(_ => 4).Add(_ => 3, reporter: IstioReporters.Waypoint);

        MetricsResult result = await traffic.ChartAsync(options: Standard with { Reporter = IstioReporters.Waypoint });

        Assert.All(Volume(result, 0), point => Assert.Equal(3, point.Value, 6));
        Assert.EndsWith("As the waypoint's proxies tell.", MetricsView.Of(result).Blocks.OfType<LineBlock>().First().Lines[0].PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_peer_only_its_own_requests_count()
    {
        ScrapedTraffic traffic = new ScrapedTraffic()
            .Add(_ => 4, _ => 3, more: [new(IstioLabels.SourceWorkload, "reviews-v2"), new(IstioLabels.SourceWorkloadNamespace, "bookinfo")])
            .Add(_ => 1, _ => 80, more: [new(IstioLabels.SourceWorkload, "reviews-v3"), new(IstioLabels.SourceWorkloadNamespace, "bookinfo")]);
        foreach (bool finished in (bool[])[false, true])
        {
            MetricsResult result = await traffic.ChartAsync(options: Standard with { Peer = new WorkloadRef(null, "bookinfo", "reviews-v3") }, finished: finished);

            Assert.All(Volume(result, 0), point => Assert.Equal(1, point.Value, 6));
            Assert.All(result.Directions[0].Duration.Find(ChartStatistics.Average)!.Points, point => Assert.Equal(80, point.Value, 6));
            Assert.Contains("with reviews-v3.bookinfo only", MetricsView.Of(result).Title.PlainText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Split_lines_are_in_the_order_of_their_requests_and_have_a_number_in_the_picture()
    {
        MetricsResult result = await Codes().ChartAsync(options: Standard with { GroupBy = [Grouping("code"), Grouping("protocol")] });
        DirectionCharts charts = result.Directions.Single();

        Assert.Equal(["200 http", "503 http", "200 grpc"], charts.Groups.Select(group => MetricGroups.NameOf(group, charts.GroupBy)));
        Assert.Equal([5.0, 3, 2], charts.Charts[(int)MetricChartKind.RequestVolume].Series.Select(series => Math.Round(series.Points[5].Value, 6)));
        Assert.Equal([0.0, 100, 50], charts.Charts[(int)MetricChartKind.RequestErrors].Series.Where(series => series.Statistic == ChartStatistics.Errors)
            .Select(series => Math.Round(series.Points[5].Value, 6)));
        Assert.Equal(
            "3 groups by response_code, request_protocol, most requests first; up to 200 http 5.00\u00a0requests/s, 503 http 3.00\u00a0requests/s, 200 grpc 2.00\u00a0requests/s.",
            MetricsView.Of(result).Blocks.OfType<LineBlock>().First().Lines[0].PlainText);
        Approved.Match(FigureOutline.Of(MetricsFigure.Of(result)), "metrics-groups.figure.txt");
    }

    [Fact]
    public async Task Too_many_groups_are_cut_and_that_is_said()
    {
        MetricsResult result = await Codes().ChartAsync(options: Standard with { GroupBy = [Grouping("code"), Grouping("grpc-status")], MostGroups = 2 });

        Assert.Equal(2, result.Directions.Single().Groups.Length);
        Assert.False(result.Complete);
        Warning warning = Assert.Single(result.Warnings);
        Assert.Equal(("limit", 2), (warning.Code, warning.Count));
        Assert.Equal("There are 4 inbound groups; the 2 with most traffic are shown.", warning.Message);
    }

    [Fact]
    public Task Groups_are_what_each_alone_would_be_and_add_up_to_the_whole()
        => Gen.Select(Gen.Int[1, 40], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[1, 900]).Array[1, 5].SampleAsync(
            async calls =>
            {
                string[] codes = ["200", "404", "503", "0"];
                string[] flags = ["-", "UT", "DC"];
                ScrapedTraffic all = new(30);
                Dictionary<string, ScrapedTraffic> alone = [];
                foreach (((int rate, int code, int flag, int duration), int index) in calls.Select((call, index) => (call, index)))
                {
                    Label[] more = [new(IstioLabels.ResponseFlags, flags[flag]), new("pod", $"{index}")];
                    all.Add(_ => rate, _ => duration, code: codes[code], more: more);
                    alone.TryAdd(flags[flag], new ScrapedTraffic(30));
                    alone[flags[flag]].Add(_ => rate, _ => duration, code: codes[code], more: more);
                }

                DirectionCharts grouped = (await all.ChartAsync(240, options: Wide with { GroupBy = [Grouping("flags")] })).Directions.Single();
                DirectionCharts whole = (await all.ChartAsync(240, options: Wide)).Directions.Single();
                Assert.Equal(alone.Keys.Order(StringComparer.Ordinal), grouped.Groups.Select(group => group.GetValue(IstioLabels.ResponseFlags)).Order(StringComparer.Ordinal));
                foreach ((string flag, ScrapedTraffic traffic) in alone)
                {
                    DirectionCharts own = (await traffic.ChartAsync(240, options: Wide)).Directions.Single();
                    foreach ((MetricChart expected, MetricChart actual) in own.Charts.Zip(grouped.Charts))
                    {
                        ChartSeries[] lines = [.. actual.Series.Where(series => series.Labels.GetValue(IstioLabels.ResponseFlags) == flag)];
                        Assert.Equal(expected.Series.Select(series => series.Statistic), lines.Select(series => series.Statistic));
                        foreach ((ChartSeries one, ChartSeries line) in expected.Series.Zip(lines))
                        {
                            Assert.All(one.Points.Zip(line.Points), pair => Assert.Equal(pair.First.Value, pair.Second.Value, 9));
                        }
                    }
                }

                for (int point = 0; point < 4; point++)
                {
                    Assert.Equal(
                        whole.Charts[(int)MetricChartKind.RequestVolume].Series[0].Points[point].Value,
                        grouped.Charts[(int)MetricChartKind.RequestVolume].Series.Sum(series => series.Points[point].Value),
                        6);
                }
            },
            iter: PropertyCases.AtLeast(500));

    [Theory]
    [InlineData("remote-app", IstioLabels.SourceCanonicalService, IstioLabels.DestinationCanonicalService)]
    [InlineData("version", IstioLabels.DestinationCanonicalRevision, IstioLabels.SourceCanonicalRevision)]
    [InlineData("code", IstioLabels.ResponseCode, IstioLabels.ResponseCode)]
    [InlineData("my_label", "my_label", "my_label")]
    public void A_word_is_the_label_of_the_side_that_is_shown(string word, string inbound, string outbound)
        => Assert.Equal((inbound, outbound), (Grouping(word).LabelOf(TrafficDirection.Inbound), Grouping(word).LabelOf(TrafficDirection.Outbound)));

    [Theory]
    [InlineData("reporter")]
    [InlineData("le")]
    [InlineData("my-label")]
    [InlineData("9lives")]
    [InlineData("")]
    public void What_is_no_label_or_means_something_else_here_splits_nothing(string word) => Assert.False(MetricGrouping.TryParse(word, out _));

    private static MetricsOptions Wide { get; } = Standard with { Step = TimeSpan.FromMinutes(1), RateInterval = TimeSpan.FromMinutes(1) };

    private static ScrapedTraffic Connections() => new ScrapedTraffic()
        .Count(IstioMetrics.TcpConnectionsOpenedTotal, 0.25).Count(IstioMetrics.TcpConnectionsClosedTotal, 0.2)
        .Count(IstioMetrics.TcpReceivedBytesTotal, 1500).Count(IstioMetrics.TcpSentBytesTotal, 2_000_000);

    private static ScrapedTraffic Codes() => new ScrapedTraffic()
        .Add(_ => 5).Add(_ => 3, _ => 900, code: "503").Add(_ => 1, _ => 20, protocol: "grpc", grpc: "0").Add(_ => 1, _ => 20, protocol: "grpc", grpc: "14");

    private static MetricGrouping Grouping(string word) => MetricGrouping.TryParse(word, out MetricGrouping? grouping) ? grouping! : throw new ArgumentException(word);

    private static async Task<DirectionCharts> InboundAsync(ScrapedTraffic traffic) => (await traffic.ChartAsync()).Directions.Single();

    private static ImmutableArray<MetricPoint> Volume(MetricsResult result, int series) => result.Directions[0].Charts[(int)MetricChartKind.RequestVolume].Series[series].Points;
}
