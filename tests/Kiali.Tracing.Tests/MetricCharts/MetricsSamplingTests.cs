using CsCheck;
using Kiali.Tracing.Analyses.MetricCharts;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.TestKit;
using Xunit;

namespace Kiali.Tracing.Tests.MetricCharts;

public sealed class MetricsSamplingTests
{
    private const long Second = UnixTime.NanosPerSecond;
    private static readonly MetricsOptions Standard = new() { Workload = ScrapedTraffic.Workload };

    [Theory]
    [InlineData(600, 30)]
    [InlineData(3600, 72)]
    [InlineData(14_400, 288)]
    [InlineData(3_649, 72)]
    public void The_step_is_a_fiftieth_of_the_window_and_two_scrapes_at_least(int windowSeconds, int stepSeconds)
        => Assert.Equal(stepSeconds * 1000, MetricsSampling.TimesOf(new TimeRange(7 * Second, (7 + windowSeconds) * Second), Standard).StepMillis);

    [Fact]
    public void Points_are_the_multiples_of_the_step_within_the_window()
        => Gen.Select(Gen.Long[-5_000_000, 2_000_000_000_000], Gen.Int[1, 100_000_000], Gen.Int[50_000, 5_000_000]).Sample(
            (start, length, step) =>
            {
                TimeRange range = new(start * UnixTime.NanosPerMilli, (start + length) * UnixTime.NanosPerMilli);
                EvaluationTimes times = MetricsSampling.TimesOf(range, Standard with { Step = TimeSpan.FromMilliseconds(step) });
                Assert.Equal(0, times.StartUnixMillis % step);
                Assert.InRange(times.StartUnixMillis - start, 0, step - 1);
                Assert.Equal(Enumerable.Range(0, times.Count).Select(index => times[index]), MultiplesWithin(start, start + length, step));
            },
            iter: PropertyCases.AtLeast(500));

    [Fact]
    public void An_empty_window_has_no_points()
        => Assert.Equal(0, MetricsSampling.TimesOf(new TimeRange(100 * Second, 100 * Second), Standard).Count);

    [Fact]
    public void More_points_than_can_be_drawn_are_refused()
        => Assert.Throws<ArgumentException>(() => MetricsSampling.TimesOf(new TimeRange(0, 3600 * Second), Standard with { Step = TimeSpan.FromSeconds(1) }));

    [Theory]
    [InlineData(15, 72, 72)]
    [InlineData(30, 72, 72)]
    [InlineData(60, 72, 144)]
    [InlineData(60, 30, 120)]
    [InlineData(15, 30, 30)]
    [InlineData(30, 30, 60)]
    public async Task Points_look_back_far_enough_to_hold_two_samples(int scrapeSeconds, int stepSeconds, int expectedSeconds)
    {
        ScrapedTraffic traffic = new ScrapedTraffic(scrapeSeconds).Add(_ => 1, from: -1207);

        Assert.Equal(expectedSeconds, await ChooseAsync(traffic, stepSeconds));
    }

    [Fact]
    public async Task The_end_of_a_pod_is_no_reason_to_look_back_further()
        => Assert.Equal(30, await ChooseAsync(new ScrapedTraffic().Add(_ => 1, to: 500), 30));

    [Fact]
    public async Task One_missed_scrape_is_no_reason_either()
    {
        ScrapedTraffic traffic = new ScrapedTraffic().Add(_ => 1, to: 900).Add(_ => 1, code: "201", from: 945);

        Assert.Equal(30, await ChooseAsync(traffic, 30));
    }

    private static IEnumerable<long> MultiplesWithin(long from, long to, long step)
    {
        for (long number = (from / step) - 1; number * step <= to; number++)
        {
            if (number * step >= from)
            {
                yield return number * step;
            }
        }
    }

    // What the verb does: tries look-backs until one lacks nothing.
    private static async Task<double> ChooseAsync(ScrapedTraffic traffic, int stepSeconds)
    {
        MetricsOptions options = Standard with { Step = TimeSpan.FromSeconds(stepSeconds) };
        EvaluationTimes times = MetricsSampling.TimesOf(ScrapedTraffic.Window(3600).Range, options);
        TimeSpan interval = MetricsSampling.ShortestRateInterval(times, options);
        while (MetricsSampling.CountLacking(times, interval, await FindAsync(interval), await FindAsync(MetricsSampling.WiderThan(interval))) > 0)
        {
            interval = MetricsSampling.NextTo(interval)!.Value;
        }

        return interval.TotalSeconds;

        Task<IReadOnlySet<long>> FindAsync(TimeSpan lookBack)
            => MetricsPresence.AskAsync(traffic, options, TrafficDirection.Inbound, times, lookBack, CancellationToken.None);
    }
}
