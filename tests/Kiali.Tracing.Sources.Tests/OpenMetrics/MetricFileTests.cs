using System.Collections.Immutable;
using CsCheck;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources.Files;
using Kiali.Tracing.Sources.OpenMetrics;
using Kiali.Tracing.Sources.Tests.Files;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.OpenMetrics;

public class MetricFileTests
{
    private const string Prometheus = """
        # HELP http_requests_total The total number of HTTP requests.
        # TYPE http_requests_total counter
        http_requests_total{method="post",code="200"} 10 1395066363000
        http_requests_total{method="post",code="200"}	25   1395066393000
        # A comment
        http_requests_total{ method = "get" , code = "400" } 3 1395066363000
        """ + "\n";

    [Fact]
    public async Task Prometheus_text_has_milliseconds_and_no_last_line_and_is_whole()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync(Prometheus);
        Assert.Equal("metrics file", source.Description);
        Assert.Empty(source.Warnings);
        Assert.Equal(new TimeRange(1_395_066_363_000_000_000, 1_395_066_393_001_000_000), source.RecordedRange);
        Assert.Equal(RangeBoundary.LeftOpen, source.Metrics!.RangeBoundary);
        ImmutableArray<RawSeries> series = (await source.RawMetrics!.GetRawSeriesAsync(
            new RawSeriesQuery("http_requests_total", [], 0, long.MaxValue), CancellationToken.None)).Value;
        Assert.Equal(["200", "400"], series.Select(item => item.Labels.GetValue("code")));
        Assert.Equal([1_395_066_363_000, 1_395_066_393_000], series[0].UnixMillis.AsEnumerable());
    }

    [Fact]
    public async Task OpenMetrics_without_its_last_line_is_said_to_be_cut()
    {
        using TextFiles files = new();
        await using OpenedSource whole = await files.OpenTextAsync("# TYPE a counter\na_total 1 1395066363\na_total 2 1395066393.5\n# EOF\n");
        Assert.Empty(whole.Warnings);
        await using OpenedSource cut = await files.OpenTextAsync("# TYPE a counter\na_total 1 1395066363\na_total 2 1395066393.5\n");
        Assert.Equal("truncated", Assert.Single(cut.Warnings).Code);
        Answer<ImmutableArray<MetricSeries>> answer = await cut.Metrics!.GetCounterIncreasesAsync(
            new CounterQuery(new MetricSelector("a_total", [], []), TimeSpan.FromMinutes(1), EvaluationTimes.At(1_395_066_394_000)), CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.Single(answer.Value);
    }

    [Fact]
    public async Task One_scrape_without_times_stands_at_the_files_own_time_and_says_that_nothing_can_grow()
    {
        using TextFiles files = new();
        string path = files.Write("scrape.txt", "# TYPE up gauge\nup 1\nrequests{code=\"200\"} 5 # {trace_id=\"a\"} 1\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 11, 14, 14, 0, 0, DateTimeKind.Utc));
        await using OpenedSource source = await files.OpenAsync("scrape.txt");
        Warning warning = Assert.Single(source.Warnings);
        Assert.Equal(("untimed-sample", 2), (warning.Code, warning.Count));
        Assert.Contains("no growth can be computed", warning.Message, StringComparison.Ordinal);
        Assert.Equal(TimeRange.Between(new(2026, 11, 14, 14, 0, 0, TimeSpan.Zero), new(2026, 11, 14, 14, 0, 0, 1, TimeSpan.Zero)), source.RecordedRange);
    }

    [Fact]
    public async Task Exemplars_are_kept_once_with_the_trace_they_name()
    {
        using TextFiles files = new();
        await using OpenedSource source = await files.OpenTextAsync("""
            # TYPE d histogram
            d_bucket{a="1",le="1"} 3 1700000000 # {trace_id="5b8efff798038103d269b633813fc60c",span_id="eee19b7ec3c1b174"} 0.67 1699999999.5
            d_bucket{a="1",le="1"} 4 1700000015 # {trace_id="5b8efff798038103d269b633813fc60c",span_id="eee19b7ec3c1b174"} 0.67 1699999999.5
            d_bucket{a="2",le="1"} 4 1700000015 # {trace_id="0af7651916cd43dd8448eb211c80319c"} 0.5
            d_bucket{a="2",le="+Inf"} 4 1700000015 # {broken} 0.5
            r_total{a="2"} 4 1700000015 # {trace_id="1"} 1 1700000014
            # EOF

            """);
        Assert.Equal(("unreadable-exemplar", 1), (Assert.Single(source.Warnings).Code, source.Warnings[0].Count));
        Assert.Contains("exemplars", source.Capabilities);
        ExemplarQuery query = new(new MetricSelector("d", [], []), new TimeRange(0, long.MaxValue));
        ImmutableArray<MetricExemplar> all = (await source.Exemplars!.FindExemplarsAsync(query, CancellationToken.None)).Value;
        Assert.Equal(
            ["1 5b8efff798038103d269b633813fc60c 0.67 1699999999500000000", "2 0af7651916cd43dd8448eb211c80319c 0.5 1700000015000000000"],
            all.Select(item => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{item.SeriesLabels.GetValue("a")} {item.TraceId} {item.Value} {item.UnixNano}")));
        Assert.Equal(all[1..].AsEnumerable(), (await source.Exemplars.FindExemplarsAsync(query with { Limit = 1 }, CancellationToken.None)).Value);
        Assert.Equal(all[..1].AsEnumerable(), (await source.Exemplars.FindExemplarsAsync(query with { Selector = new MetricSelector("d", [LabelMatcher.Equal("a", "1")], []) }, CancellationToken.None)).Value);
        Assert.Single((await source.Exemplars.FindExemplarsAsync(query with { Selector = new MetricSelector("r_total", [], []) }, CancellationToken.None)).Value);
        await Assert.ThrowsAsync<ArgumentException>(() => source.Exemplars.FindExemplarsAsync(query with { Limit = 0 }, CancellationToken.None));
    }

    [SharedDataTheory]
    [InlineData("prometheus/metrics-test.prom")]
    [InlineData("prometheus/alltypes.237mfs.prom.txt")]
    [InlineData("prometheus/1histogram.om.txt")]
    public async Task Every_sample_of_real_files_is_read(string file)
    {
        string path = SharedData.PathTo(file);
        string[] samples = [.. File.ReadLines(path).Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#'))];
        await using OpenedSource source = await SourceRegistry.OpenAsync("file:" + path, new SourceOpenOptions(), CancellationToken.None);
        Assert.All(source.Warnings, warning => Assert.Contains(warning.Code, new[] { "untimed-sample", "unordered-sample" }));
        long unordered = source.Warnings.Where(warning => warning.Code == "unordered-sample").Sum(warning => warning.Count);
        HashSet<string> names = [.. samples.Select(line => line.TrimStart()[..line.TrimStart().IndexOfAny(['{', ' ', '\t'])])];
        long read = 0;
        foreach (string name in names)
        {
            read += (await source.RawMetrics!.GetRawSeriesAsync(new RawSeriesQuery(name, [], long.MinValue, long.MaxValue), CancellationToken.None)).Value.Sum(series => series.Values.Length);
        }

        Assert.Equal(samples.Length, read + unordered);
    }

    [Fact]
    public void Any_text_of_metrics_ends_in_series_or_in_counted_losses()
        => Gen.Select(Gen.Int[0, Prometheus.Length - 1], Gen.Byte, Gen.Int[0, Prometheus.Length], Gen.Bool).Sample(
            (place, value, length, isOpenMetrics) =>
            {
                byte[] bytes = System.Text.Encoding.UTF8.GetBytes(Prometheus);
                bytes[place] = value;
                ReadTally tally = new("test");
                OpenMetricsReader reader = new(new MemoryStream(bytes[..length]), tally, _ => true, default) { UntimedUnixMillis = 5, IsOpenMetrics = isOpenMetrics };
                ImmutableArray<StoredSeries> series = reader.Read();
                _ = MetricText.IsRecognized(new FileHead(bytes[..length]));
                return series.Length <= 4 && (!isOpenMetrics || tally.Incomplete);
            },
            iter: PropertyCases.AtLeast(1000));
}
