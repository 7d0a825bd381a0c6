using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.Views;
using Xunit;

namespace Kiali.Tracing.Tests.MetricCharts;

/// <summary>Charts of a source that gives finished rates, means and quantiles; and exemplars.</summary>
public sealed class FinishedMetricsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("code")]
    public async Task Charts_of_finished_statistics_are_those_of_the_growth_behind_them(string? by)
    {
        ScrapedTraffic traffic = new ScrapedTraffic()
            .Add(_ => 4, second => second > 600 ? 900 : 3, withSizes: true).Add(_ => 1, _ => 40, code: "503").Add(_ => 1, protocol: "grpc", grpc: "14")
            .Count(IstioMetrics.TcpReceivedBytesTotal, 30).Count(IstioMetrics.RequestMessagesTotal, 2);
        MetricsOptions options = new()
        {
            Workload = ScrapedTraffic.Workload,
            Step = TimeSpan.FromMinutes(1),
            Directions = [TrafficDirection.Inbound],
            Quantiles = [0.5, 0.95, 0.999],
            GroupBy = by is null ? [] : [MetricGrouping.Known.Single(grouping => grouping.Word == by)],
        };

        MetricsResult growth = await traffic.ChartAsync(options: options);
        MetricsResult finished = await traffic.ChartAsync(options: options, finished: true);

        Assert.Equal(growth.Charts.Select(chart => chart.Name), finished.Charts.Select(chart => chart.Name));
        foreach ((MetricChart expected, MetricChart actual) in growth.Charts.Zip(finished.Charts))
        {
            foreach ((ChartSeries one, ChartSeries other) in expected.Series.Zip(actual.Series, (one, other) => (one, other)))
            {
                Assert.Equal((one.Statistic, one.Labels), (other.Statistic, other.Labels));
                Assert.All(one.Points.Zip(other.Points), pair => Assert.Equal(pair.First.Value, pair.Second.Value, 9));
            }

            Assert.Equal(expected.Series.Length, actual.Series.Length);
        }

        Assert.Empty(finished.Warnings);
        Assert.Equal(growth.Directions[0].SlowStretch?.Range, finished.Directions[0].SlowStretch?.Range);
    }

    [Fact]
    public async Task No_bucket_is_drawn_where_there_are_none()
    {
        RequestTrace trace = new();
        for (int request = 0; request < 20; request++)
        {
            trace.Proxy(0, SpanKind.Server, "ratings-v1", 60 * request, 1200);
            trace.NextTrace();
        }

        ScrapedTraffic traffic = new ScrapedTraffic().Add(_ => 4, _ => 1200);

        Assert.NotEmpty((await traffic.ChartAsync(traces: trace.ToSet())).Directions[0].Bands);
        Assert.Empty((await traffic.ChartAsync(traces: trace.ToSet(), finished: true)).Directions[0].Bands);
    }

    [Fact]
    public async Task Exemplars_are_marks_over_the_durations_and_name_their_traces()
    {
        MetricsResult result = await WithExemplarsAsync();

        JsonElement charts = JsonDocument.Parse(JsonOf(result)).RootElement.GetProperty("charts");
        Assert.Equal([2, 0, 0, 0, 0], charts.EnumerateArray().Select(chart => chart.GetProperty("exemplars").GetArrayLength()));
        JsonElement first = charts[0].GetProperty("exemplars")[0];
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", first.GetProperty("traceId").GetString());
        Assert.Equal("00f067aa0ba902b7", first.GetProperty("spanId").GetString());
        Assert.Equal("2026-11-14T14:05:00.500000000Z", first.GetProperty("time").GetString());
        Assert.Equal(2040, first.GetProperty("value").GetDouble());
        Assert.Equal("destination", first.GetProperty("labels").GetProperty("reporter").GetString());
        Assert.Equal(JsonValueKind.Null, charts[0].GetProperty("exemplars")[1].GetProperty("traceId").ValueKind);

        Figure figure = MetricsFigure.Of(result);
        PointsMark mark = Assert.Single(figure.Panels[0].Marks.OfType<PointsMark>(), points => points.Shape == PointShape.Diamond);
        Assert.Equal([2040.0, 12], mark.Points.Select(point => point.Y));
        FoldBlock fold = Assert.Single(MetricsView.Of(result).Blocks.OfType<FoldBlock>());
        Assert.Contains("2 exemplars inbound", fold.Summary.PlainText, StringComparison.Ordinal);
        Assert.Equal("#!kiali trace 4bf92f3", ((TableBlock)fold.Blocks.Single()).Rows[0].Cells[3].Lines[0].PlainText);
    }

    [Theory]
    [InlineData("trace_id")]
    [InlineData("traceID")]
    [InlineData("TraceId")]
    public void An_exemplar_names_its_trace_under_any_of_the_usual_labels(string label)
        => Assert.Equal(TraceId.Parse("4bf92f3577b34da6a3ce929d0e0e4736"), new MetricExemplar(LabelSet.Empty, Labels((label, "4bf92f3577b34da6a3ce929d0e0e4736")), 1, 0).TraceId);

    [Theory]
    [InlineData("trace", "4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("trace_id", "not hexadecimal")]
    [InlineData("trace_id", "00000000000000000000000000000000")]
    public void What_names_no_trace_names_none(string label, string value)
        => Assert.Null(new MetricExemplar(LabelSet.Empty, Labels((label, value)), 1, 0).TraceId);

    private static async Task<MetricsResult> WithExemplarsAsync()
    {
        ScrapedTraffic traffic = new ScrapedTraffic().Add(_ => 4, _ => 3);
        AnalysisWindow window = ScrapedTraffic.Window(1200);
        MetricsOptions options = new() { Workload = ScrapedTraffic.Workload, Step = TimeSpan.FromMinutes(1) };
        MetricsSampling sampling = new(MetricsSampling.TimesOf(window.Range, options), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        MetricsAnswers answers = await MetricsQueries.Of(options, TrafficDirection.Inbound, sampling).AskAsync(traffic, CancellationToken.None);
        long at = (ScrapedTraffic.StartUnixSeconds + 300) * UnixTime.NanosPerSecond;
        LabelSet series = Labels((IstioLabels.Reporter, IstioReporters.Destination), (IstioLabels.UpperBound, "2500"));
        return MetricsAnalysis.Compute(
            window,
            options,
            sampling,
            [answers],
            exemplars: ImmutableDictionary.CreateRange(
            [
                KeyValuePair.Create(
                    TrafficDirection.Inbound,
                    ImmutableArray.Create(
                        new MetricExemplar(series, Labels(("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736"), ("span_id", "00f067aa0ba902b7")), 2040, at + 500_000_000),
                        new MetricExemplar(series, Labels(("shard", "7")), 12, at + UnixTime.NanosPerSecond))),
            ]));
    }

    private static LabelSet Labels(params ReadOnlySpan<(string Name, string Value)> labels)
        => LabelSet.Create([.. labels.ToArray().Select(label => new Label(label.Name, label.Value))]);

    private static string JsonOf(MetricsResult result)
    {
        using MemoryStream stream = new();
        MetricsJson.Write(result, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
