using Kiali.Tracing.Metrics;
using Kiali.Tracing.SemanticConventions;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.OpenMetrics;

public class SnapshotMetricSourceTests
{
    private static readonly long End = new DateTimeOffset(2026, 11, 14, 15, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Fact]
    public async Task The_sample_knows_how_many_requests_each_reporter_counted()
    {
        await using OpenedSource source = await OpenSample();
        MetricSelector selector = new(
            IstioMetrics.RequestDurationMilliseconds,
            [LabelMatcher.Equal(IstioLabels.DestinationWorkload, "ratings-v1")],
            [IstioLabels.Reporter]);
        Answer<HistogramAnswer> answer = await source.Metrics!.GetHistogramIncreasesAsync(
            new HistogramQuery(selector, TimeSpan.FromHours(1), EvaluationTimes.At(End)), default);
        Assert.True(answer.Complete);
        Assert.Equal(["destination", "source"], answer.Value.Increases.Select(increase => increase.Labels.GetValue(IstioLabels.Reporter)));
        Assert.All(answer.Value.Increases, increase =>
        {
            Assert.Equal(20, increase.Buckets.Length);
            Assert.Equal(increase.Count!.Value, increase.Buckets[^1].Increase, 6);
            Assert.InRange(increase.Count!.Value, 1000, 20_000);
            Assert.InRange(increase.CoveredSeconds, 3500, 3600);
        });
    }

    [Fact]
    public async Task Asking_for_more_than_was_captured_is_answered_and_said()
    {
        await using OpenedSource source = await OpenSample();
        MetricSelector selector = new(IstioMetrics.RequestsTotal, [], []);
        Answer<System.Collections.Immutable.ImmutableArray<MetricSeries>> answer = await source.Metrics!.GetCounterIncreasesAsync(
            new CounterQuery(selector, TimeSpan.FromHours(9), EvaluationTimes.At(End)), default);
        Assert.False(answer.Complete);
        Assert.Contains(answer.Warnings, warning => warning.Code == "not-captured");
        Assert.NotEmpty(answer.Value);
    }

    private static Task<OpenedSource> OpenSample()
        => SourceRegistry.OpenAsync("file:" + SampleIncident.Folder, new SourceOpenOptions(), default);
}
