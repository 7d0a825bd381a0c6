using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kiali.Tracing.Catalog;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

public partial class SnapshotTests
{
    [Fact]
    public async Task A_snapshot_says_what_it_is_and_gives_traces_metrics_logs_and_workloads()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        Assert.Equal("snapshot of prometheus 3.5.0", source.Description);
        Assert.Equal(["traces", "metrics", "logs", "catalog"], source.Capabilities.AsEnumerable());
        Assert.Equal(TimeRange.Between(new(2026, 11, 14, 11, 0, 0, TimeSpan.Zero), new(2026, 11, 14, 15, 0, 0, TimeSpan.Zero)), source.RecordedRange);
        Assert.Equal(64, source.Sha256!.Length);
        Assert.Equal(["traces", "metrics", "logs", "workloads"], source.Provenance.Select(item => item.Kind));
        Assert.Equal(RangeBoundary.LeftOpen, source.Metrics!.RangeBoundary);
    }

    [Fact]
    public async Task Every_span_of_the_snapshot_is_read()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        Answer<TraceSet> traces = await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        int expected = SampleFolder.UnpackedLines("traces.otlp.jsonl.gz").Sum(line => SpanIdName().Count(line));
        Assert.True(traces.Complete);
        Assert.Empty(traces.Warnings);
        Assert.Equal(expected, traces.Value.Columns.Sum(columns => columns.Count));
        Assert.True(expected > 10_000);
    }

    [Fact]
    public async Task Every_log_line_of_the_snapshot_is_read_with_its_pod_and_role_in_time_order()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        Answer<ImmutableArray<RawLogLine>> lines = await source.Logs!.FindLinesAsync(new LogQuery { Window = HourOfLogs() }, CancellationToken.None);
        List<(long Time, string Pod, string Container, string Body)> expected = [.. SampleFolder.UnpackedLines("logs.otlp.jsonl.gz").SelectMany(RecordsOf)];
        Assert.True(lines.Complete);
        Assert.Equal(
            expected.Order(),
            lines.Value.Select(line => (line.UnixNano, line.Pod, line.Container, line.Body)).Order());
        Assert.Equal(lines.Value.Select(line => line.UnixNano).Order(), lines.Value.Select(line => line.UnixNano));
        Assert.All(lines.Value, line => Assert.Equal(line.Container == "istio-proxy" ? ContainerRole.Proxy : ContainerRole.App, line.Role));
        Assert.All(lines.Value, line => Assert.Equal("Kubernetes", line.Workload.Cluster));
    }

    [Fact]
    public async Task Log_queries_narrow_by_workload_container_and_time_and_keep_the_newest_lines()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        WorkloadRef reviews = new(null, "bookinfo", "reviews-v3");
        LogQuery query = new() { Window = HourOfLogs(), Workloads = [reviews], Containers = ["reviews"] };
        ImmutableArray<RawLogLine> all = (await source.Logs!.FindLinesAsync(query, CancellationToken.None)).Value;
        Assert.NotEmpty(all);
        Assert.All(all, line => Assert.Equal(("reviews-v3", "reviews"), (line.Workload.Name, line.Container)));

        Answer<ImmutableArray<RawLogLine>> newest = await source.Logs.FindLinesAsync(query with { Limit = 7 }, CancellationToken.None);
        Assert.Equal(all[^7..].AsEnumerable(), newest.Value);
        Assert.False(newest.Complete);
        Assert.Equal(all.Length - 7, Assert.Single(newest.Warnings, warning => warning.Code == "limit").Count);
        await Assert.ThrowsAsync<ArgumentException>(() => source.Logs.FindLinesAsync(query with { Limit = 0 }, CancellationToken.None));
    }

    [Fact]
    public async Task Asking_for_more_than_was_captured_is_said()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        Answer<ImmutableArray<RawLogLine>> lines = await source.Logs!.FindLinesAsync(new LogQuery { Window = source.RecordedRange!.Value }, CancellationToken.None);
        Assert.False(lines.Complete);
        Assert.Contains("14:00", Assert.Single(lines.Warnings).Message, StringComparison.Ordinal);
        Assert.Equal("not-captured", lines.Warnings[0].Code);
    }

    [Fact]
    public async Task Workloads_come_with_pods_and_containers()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        ImmutableArray<Workload> workloads = (await source.Catalog!.GetWorkloadsAsync(CancellationToken.None)).Value;
        Assert.Equal(workloads.Select(workload => workload.Ref).Order(), workloads.Select(workload => workload.Ref));
        Workload ratings = Assert.Single(workloads, workload => workload.Ref.Name == "ratings-v1");
        Assert.Equal(("Deployment", "ratings", "v1"), (ratings.Kind, ratings.App, ratings.Version));
        Assert.All(ratings.Pods, pod => Assert.Equal([ContainerRole.App, ContainerRole.Proxy], pod.Containers.Select(container => container.Role)));
        Assert.All(ratings.Pods, pod => Assert.NotNull(pod.StartUnixNano));
    }

    [Fact]
    public async Task Increases_are_those_of_the_samples_in_the_file()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        long end = new DateTimeOffset(2026, 11, 14, 14, 40, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        MetricSelector selector = new(
            "istio_requests_total",
            [LabelMatcher.Equal("destination_workload", "ratings-v1"), LabelMatcher.Equal("reporter", "destination")],
            ["destination_workload"]);
        Answer<ImmutableArray<MetricSeries>> answer = await source.Metrics!.GetCounterIncreasesAsync(
            new CounterQuery(selector, TimeSpan.FromMinutes(10), EvaluationTimes.At(end)), CancellationToken.None);

        double expected = 0;
        foreach (IGrouping<string, (long Time, double Value)> series in Samples("istio_requests_total{", "destination_workload=\"ratings-v1\"", "reporter=\"destination\""))
        {
            (long Time, double Value)[] samples = [.. series];
            expected += IncreaseFunction.Compute(
                [.. samples.Select(sample => sample.Time)], [.. samples.Select(sample => sample.Value)], end, 600_000, RangeBoundary.LeftOpen) ?? 0;
        }

        Assert.True(answer.Complete);
        Assert.True(expected > 100);
        Assert.Equal(expected, Assert.Single(Assert.Single(answer.Value).Points).Value, expected * 1e-12);
    }

    [Fact]
    public async Task Histograms_have_their_buckets_sum_and_count_and_unknown_families_are_empty()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        long end = new DateTimeOffset(2026, 11, 14, 14, 40, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        HistogramQuery query = new(
            new MetricSelector("istio_request_duration_milliseconds", [LabelMatcher.Equal("destination_workload", "ratings-v1")], []),
            TimeSpan.FromMinutes(10),
            EvaluationTimes.At(end));
        HistogramIncrease increase = Assert.Single((await source.Metrics!.GetHistogramIncreasesAsync(query, CancellationToken.None)).Value.Increases);
        Assert.Equal(20, increase.Buckets.Length);
        Assert.Equal(increase.Count!.Value, increase.Buckets[^1].Increase, 1e-6);
        Assert.True(increase.Sum / increase.Count > 500);

        Answer<HistogramAnswer> nothing = await source.Metrics.GetHistogramIncreasesAsync(query with { Selector = query.Selector with { Family = "no_such" } }, CancellationToken.None);
        Assert.Equal((0, 0), (nothing.Value.Increases.Length, nothing.Value.SeriesCount));
    }

    [Fact]
    public async Task A_window_that_begins_before_the_capture_makes_the_answer_incomplete()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        long end = new DateTimeOffset(2026, 11, 14, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        CounterQuery query = new(new MetricSelector("istio_requests_total", [], []), TimeSpan.FromHours(3), EvaluationTimes.At(end));
        Answer<ImmutableArray<MetricSeries>> answer = await source.Metrics!.GetCounterIncreasesAsync(query, CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.Equal("not-captured", Assert.Single(answer.Warnings).Code);
        Assert.NotEmpty(answer.Value);
    }

    [Fact]
    public async Task A_chart_of_the_whole_recorded_range_is_complete()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        EvaluationTimes times = new(
            UnixTime.FloorToUnixMillis(source.RecordedRange!.Value.StartUnixNano), UnixTime.FloorToUnixMillis(source.RecordedRange.Value.EndUnixNano), 60_000);
        CounterQuery query = new(new MetricSelector("istio_requests_total", [], []), TimeSpan.FromMinutes(5), times);
        Assert.True((await source.Metrics!.GetCounterIncreasesAsync(query, CancellationToken.None)).Complete);
    }

    private static TimeRange HourOfLogs()
        => TimeRange.Between(new(2026, 11, 14, 14, 0, 0, TimeSpan.Zero), new(2026, 11, 14, 15, 0, 0, TimeSpan.Zero));

    private static IEnumerable<IGrouping<string, (long Time, double Value)>> Samples(params string[] parts)
        => SampleFolder.UnpackedLines("metrics.openmetrics.gz")
            .Where(line => parts.All(part => line.Contains(part, StringComparison.Ordinal)))
            .Select(line => (Head: line[..(line.IndexOf('}', StringComparison.Ordinal) + 1)], Words: line[(line.IndexOf('}', StringComparison.Ordinal) + 2)..].Split(' ')))
            .GroupBy(
                line => line.Head,
                line => ((long)(decimal.Parse(line.Words[1], CultureInfo.InvariantCulture) * 1000), double.Parse(line.Words[0], CultureInfo.InvariantCulture)));

    private static IEnumerable<(long Time, string Pod, string Container, string Body)> RecordsOf(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        foreach (JsonElement resource in document.RootElement.GetProperty("resourceLogs").EnumerateArray())
        {
            Dictionary<string, string> names = resource.GetProperty("resource").GetProperty("attributes").EnumerateArray()
                .ToDictionary(item => item.GetProperty("key").GetString()!, item => item.GetProperty("value").GetProperty("stringValue").GetString()!);
            foreach (JsonElement record in resource.GetProperty("scopeLogs").EnumerateArray().SelectMany(scope => scope.GetProperty("logRecords").EnumerateArray()))
            {
                yield return (
                    long.Parse(record.GetProperty("timeUnixNano").GetString()!, CultureInfo.InvariantCulture),
                    names["k8s.pod.name"],
                    names["k8s.container.name"],
                    record.GetProperty("body").GetProperty("stringValue").GetString()!);
            }
        }
    }

    [GeneratedRegex("\"spanId\"")]
    private static partial Regex SpanIdName();
}
