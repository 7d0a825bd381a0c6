using System.Collections.Immutable;
using Kiali.Tracing.Logs;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Snapshots;

public class SnapshotDamageTests
{
    private static readonly LogQuery AllLines = new() { Window = new TimeRange(0, long.MaxValue) };

    private static readonly CounterQuery Requests = new(
        new MetricSelector("istio_requests_total", [], []), TimeSpan.FromMinutes(5), EvaluationTimes.At(new DateTimeOffset(2026, 11, 14, 14, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()));

    [Fact]
    public async Task Traces_and_logs_that_are_cut_are_read_up_to_the_cut_which_is_said()
    {
        using SampleFolder folder = SampleFolder.Copy();
        Cut(folder.PathTo("traces.otlp.jsonl.gz"), 0.5);
        Cut(folder.PathTo("logs.otlp.jsonl.gz"), 0.3);
        await using OpenedSource source = await folder.OpenAsync();

        Answer<TraceSet> traces = await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None);
        Assert.False(traces.Complete);
        Assert.InRange(traces.Value.Count, 100, 1500);
        Assert.Contains("traces.otlp.jsonl.gz", Assert.Single(traces.Warnings).Source, StringComparison.Ordinal);

        Answer<ImmutableArray<RawLogLine>> lines = await source.Logs!.FindLinesAsync(AllLines, CancellationToken.None);
        Assert.False(lines.Complete);
        Assert.NotEmpty(lines.Value);
        Assert.Contains(lines.Warnings, warning => warning.Code is "truncated" or "damaged");
    }

    [Fact]
    public async Task Metrics_that_are_cut_are_read_up_to_the_cut_and_never_called_complete()
    {
        using SampleFolder folder = SampleFolder.Copy();
        Cut(folder.PathTo("metrics.openmetrics.gz"), 0.9);
        await using OpenedSource source = await folder.OpenAsync();
        Answer<ImmutableArray<MetricSeries>> answer = await source.Metrics!.GetCounterIncreasesAsync(Requests, CancellationToken.None);
        Assert.False(answer.Complete);
        Assert.Equal("truncated", Assert.Single(answer.Warnings).Code);
    }

    [Theory]
    [InlineData("traces.otlp.jsonl.gz")]
    [InlineData("metrics.openmetrics.gz")]
    [InlineData("logs.otlp.jsonl.gz")]
    [InlineData("workloads.json")]
    public async Task A_part_that_was_changed_is_refused_by_name_and_the_other_parts_still_serve(string file)
    {
        using SampleFolder folder = SampleFolder.Copy();
        byte[] bytes = await File.ReadAllBytesAsync(folder.PathTo(file));
        bytes[bytes.Length / 2] ^= 0x40;
        await File.WriteAllBytesAsync(folder.PathTo(file), bytes);
        await using OpenedSource source = await folder.OpenAsync();
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(() => Use(source, file));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("SHA-256", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        string other = file == "workloads.json" ? "metrics.openmetrics.gz" : "workloads.json";
        await Use(source, other);
    }

    [Fact]
    public async Task A_part_that_is_missing_is_refused_by_name()
    {
        using SampleFolder folder = SampleFolder.Copy();
        File.Delete(folder.PathTo("logs.otlp.jsonl.gz"));
        await using OpenedSource source = await folder.OpenAsync();
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(() => source.Logs!.FindLinesAsync(AllLines, CancellationToken.None));
        Assert.Contains("logs.otlp.jsonl.gz is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"formatVersion\": 1,", "\"formatVersion\": 2,", "format version 2")]
    [InlineData("\"workloads.json\"", "\"../workloads.json\"", "outside of its folder")]
    [InlineData("\"from\": \"2026-11-14T11:00:00Z\"", "\"from\": \"yesterday\"", "RFC 3339")]
    [InlineData("\"timeRange\"", "\"range\"", "lacks a field")]
    [InlineData("{", "", "is no JSON")]
    public async Task A_broken_manifest_is_refused_with_the_reason(string text, string replacement, string reason)
    {
        using SampleFolder folder = SampleFolder.Copy();
        string manifest = await File.ReadAllTextAsync(folder.PathTo("snapshot.json"));
        int at = manifest.IndexOf(text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.PathTo("snapshot.json"), string.Concat(manifest.AsSpan(0, at), replacement, manifest.AsSpan(at + text.Length)));
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(folder.OpenAsync);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_manifest_is_no_snapshot()
    {
        using SampleFolder folder = SampleFolder.Copy();
        File.Delete(folder.PathTo("snapshot.json"));
        SourceException refusal = await Assert.ThrowsAsync<SourceException>(folder.OpenAsync);
        Assert.Contains("has no snapshot.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_read_can_be_asked_for_again()
    {
        await using OpenedSource source = await SampleFolder.OpenOriginalAsync();
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.Traces!.FindTracesAsync(new TraceQuery(), stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.Metrics!.GetCounterIncreasesAsync(Requests, stop.Token));
        Assert.NotEmpty((await source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None)).Value.TraceIds);
        Assert.NotEmpty((await source.Metrics!.GetCounterIncreasesAsync(Requests, CancellationToken.None)).Value);
    }

    private static Task Use(OpenedSource source, string file) => file switch
    {
        "traces.otlp.jsonl.gz" => source.Traces!.FindTracesAsync(new TraceQuery(), CancellationToken.None),
        "metrics.openmetrics.gz" => source.Metrics!.GetCounterIncreasesAsync(Requests, CancellationToken.None),
        "logs.otlp.jsonl.gz" => source.Logs!.FindLinesAsync(AllLines, CancellationToken.None),
        _ => source.Catalog!.GetWorkloadsAsync(CancellationToken.None),
    };

    private static void Cut(string path, double share)
    {
        using FileStream file = new(path, FileMode.Open);
        file.SetLength((long)(file.Length * share));
    }
}
