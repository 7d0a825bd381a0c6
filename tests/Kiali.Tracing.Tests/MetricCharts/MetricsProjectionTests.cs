using System.Text;
using System.Text.Json;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Json;
using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Approval;
using Kiali.Tracing.Views;
using Microsoft.Data.Analysis;
using Xunit;

namespace Kiali.Tracing.Tests.MetricCharts;

public sealed class MetricsProjectionTests
{
    public static TheoryData<string> HostileNames => [.. HostileText.All.Select(hostile => hostile.Name)];

    [Fact]
    public async Task The_document_has_exactly_the_contracts_properties()
        => Approved.Match(JsonOf(await IncidentAsync(240)), "metrics.json");

    [Fact]
    public async Task The_frame_has_a_row_a_sample_and_null_in_a_gap()
    {
        MetricsResult result = await new ScrapedTraffic().Add(_ => 2, to: 590).ChartAsync();
        DataFrame frame = MetricsFrame.Of(result);

        Approved.Match(FrameSchema.Of(frame), "metrics.schema.txt");
        Assert.Equal(result.Charts.Sum(chart => chart.Series.Sum(series => series.Points.Length)), frame.Rows.Count);
        Assert.Equal(result.Charts.Sum(chart => chart.Series.Sum(series => series.Points.Count(point => double.IsNaN(point.Value)))), frame["value"].NullCount);
    }

    [Fact]
    public async Task The_picture_shows_durations_large_with_spans_and_four_small_charts()
        => Approved.Match(FigureOutline.Of(MetricsFigure.Of(await IncidentAsync(1200))), "metrics.figure.txt");

    [Fact]
    public async Task Many_spans_are_boxes_with_their_errors_counted_above()
        => Approved.Match(FigureOutline.Of(MetricsFigure.Of(await IncidentAsync(1200, mostDots: 30))), "metrics-boxes.figure.txt");

    [Fact]
    public async Task The_finding_is_said_from_numbers_alone()
    {
        View view = MetricsView.Of(await IncidentAsync(1200));

        Assert.Equal("metrics · ratings-v1.bookinfo inbound · 2026-11-14 14:00:00 – 14:20:00 UTC · step 60s", view.Title.PlainText);
        Assert.Equal(
            "Request duration p50 3.0\u00a0ms outside, 1,750\u00a0ms inside the slow stretch 14:07:00 – 14:15:00; errors up to 77\u00a0% of requests. 40 spans of 40 traces laid over.",
            Lines(view).First());
    }

    [Fact]
    public async Task A_longer_look_back_than_a_step_is_said_with_its_reason()
    {
        MetricsResult result = await new ScrapedTraffic().Add(_ => 2).ChartAsync();
        View view = MetricsView.Of(result with
        {
            Sampling = result.Sampling with { RateInterval = TimeSpan.FromMinutes(2), LackingAtShortest = 12 },
        });

        Assert.Contains("Each point looks back 2m: in 60s 12 of 21 points would lack the two samples that a rate needs.", Lines(view));
        Assert.DoesNotContain(Lines(MetricsView.Of(result)), line => line.StartsWith("Each point", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spans_are_numbered_slowest_first_and_fold_past_twenty()
    {
        View view = MetricsView.Of(await IncidentAsync(1200), new MetricsViewOptions { CallName = "kiali-tracing" });

        TableBlock shown = view.Blocks.OfType<TableBlock>().Single();
        TableBlock folded = (TableBlock)view.Blocks.OfType<FoldBlock>().Single().Blocks.Single();
        Assert.Equal((20, 20), (shown.Rows.Length, folded.Rows.Length));
        Assert.Equal(
            Enumerable.Range(1, 40).Select(number => $"{number}"), shown.Rows.Concat(folded.Rows).Select(row => row.Cells[0].Lines[0].PlainText));
        double[] durations = [.. shown.Rows.Concat(folded.Rows).Select(row => double.Parse(row.Cells[2].Lines[0].PlainText, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(durations.OrderDescending(), durations);
        Assert.StartsWith("kiali-tracing trace 0000000", shown.Rows[0].Cells[^1].Lines[0].PlainText, StringComparison.Ordinal);
        Assert.Equal(32, shown.Rows[0].Cells[^2].Tooltip!.Length);
    }

    [Fact]
    public async Task A_window_without_requests_still_has_a_picture_that_says_so()
    {
        MetricsResult result = await new ScrapedTraffic().ChartAsync();

        Assert.Contains("no requests in the metrics", FigureOutline.Of(MetricsFigure.Of(result)), StringComparison.Ordinal);
        Assert.Equal("No inbound requests in the metrics of this window.", Lines(MetricsView.Of(result)).First());
        Assert.Single(MetricsView.Of(result).Blocks.OfType<MessageBlock>());
    }

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task Hostile_names_stay_text(string name)
    {
        string text = HostileText.All.Single(hostile => hostile.Name == name).Text;
        RequestTrace trace = new();
        trace.Proxy(0, SpanKind.Server, "ratings-v1", name: text);
        MetricsResult result = await new ScrapedTraffic().Add(_ => 2).ChartAsync(traces: trace.ToSet());

        string json = JsonOf(result);
        Assert.DoesNotContain("<", json, StringComparison.Ordinal);
        Assert.Single(JsonDocument.Parse(json).RootElement.GetProperty("spans").EnumerateArray());
        TableRow row = MetricsView.Of(result).Blocks.OfType<TableBlock>().Single().Rows.Single();
        Assert.Equal(result.Spans.Single().Name, string.Concat(row.Cells[4].Lines.Select(line => line.PlainText)));
        Assert.Single(MetricsFigure.Of(result).Panels[0].Marks.OfType<PointsMark>(), mark => mark.Points.Length == 1);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(2500)]
    public async Task Labels_at_the_ends_of_lines_stand_apart_within_the_chart(double durationMs)
    {
        MetricsOptions options = new()
        {
            Workload = ScrapedTraffic.Workload,
            Step = TimeSpan.FromMinutes(1),
            Directions = [TrafficDirection.Inbound],
            Quantiles = [0.5, 0.75, 0.9, 0.95, 0.99, 0.999],
        };
        Panel labels = MetricsFigure.Of(await new ScrapedTraffic().Add(_ => 2, _ => durationMs).ChartAsync(options: options)).Panels[1];

        TextMark[] names = [.. labels.Marks.OfType<TextMark>().Where(mark => mark.Anchor == TextAnchor.Start).OrderBy(mark => mark.Y)];
        Assert.Equal(["avg", "p50", "p75", "p90", "p95", "p99", "p99.9"], names.Select(name => name.Line.PlainText).Order(StringComparer.Ordinal));
        Assert.All(names.Zip(names.Skip(1)), pair => Assert.True(pair.Second.Y - pair.First.Y >= 13 - 1e-9));
        Assert.All(names, name => Assert.InRange(name.Y, 4, labels.Bounds.Height + 4));
    }

    // The mock-up's incident: from 14:07 to 14:15 requests take 1.24 s instead of 3 ms, and 77 % of them fail.
    private static Task<MetricsResult> IncidentAsync(int seconds, int mostDots = 1000)
    {
        RequestTrace trace = new();
        for (int request = 0; request < 40; request++)
        {
            double at = 30 * request;
            bool slow = IsSlow(at);
            trace.Proxy(0, SpanKind.Server, "ratings-v1", at, slow ? 1200 + request : 2 + (request % 3), slow && request % 4 > 0 ? "503" : "200");
            trace.NextTrace();
        }

        MetricsOptions options = new()
        {
            Workload = ScrapedTraffic.Workload,
            Step = TimeSpan.FromMinutes(1),
            Directions = [TrafficDirection.Inbound],
            MostDots = mostDots,
        };
        return new ScrapedTraffic()
            .Add(second => IsSlow(second) ? 0.92 : 4, second => IsSlow(second) ? 1240 : 3)
            .Add(second => IsSlow(second) ? 3.08 : 0, _ => 1240, code: "503")
            .ChartAsync(seconds, trace.ToSet(), options);
    }

    private static bool IsSlow(double second) => second is > 420 and <= 900;

    private static string JsonOf(MetricsResult result)
    {
        using MemoryStream output = new();
        MetricsJson.Write(result, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static IEnumerable<string> Lines(View view) => view.Blocks.OfType<LineBlock>().SelectMany(block => block.Lines).Select(line => line.PlainText);
}
