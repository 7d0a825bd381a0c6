using Kiali.Tracing.TestKit.Simulation.Engine;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Samples;

[Collection(SampleCollection.Name)]
public sealed class SampleIncidentTests(SampleFixture sample)
{
    [Fact]
    public void Nothing_fails_before_the_onset()
    {
        // Called before the onset but answered after it, a request may already wait for a slow one.
        var before = sample.ExchangesOf(inIncident: false).Where(exchange => exchange.Client.EndNanos < sample.OnsetNanos);
        Assert.DoesNotContain(before, exchange => exchange.Client.Failed || exchange.Server.Failed);
    }

    [Fact]
    public void Workloads_that_wait_for_nobody_slow_serve_as_before()
    {
        foreach (var workload in sample.Scenario.Truth.Unaffected)
        {
            var (before, during) = (Served(workload, inIncident: false), Served(workload, inIncident: true));
            Assert.InRange(Quantile(during, 0.5) / Quantile(before, 0.5), 0.97, 1.03);
            Assert.InRange(Quantile(during, 0.99) / Quantile(before, 0.99), 0.93, 1.07);
            Assert.Equal(0, FailedShare(workload));
        }
    }

    [Fact]
    public void The_fault_makes_ratings_answer_after_three_seconds_in_the_median()
    {
        // Seen by reviews-v2, which waits as long as it takes.
        var answered = sample.ExchangesOf(inIncident: true)
            .Where(exchange => exchange.Callee.Workload.Name == sample.Scenario.Truth.Workload)
            .Where(exchange => exchange.Caller.Workload.Name == "reviews-v2");
        Assert.InRange(Quantile([.. answered.Select(exchange => exchange.Client.Millis)], 0.5), 2_900, 3_100);
    }

    [Fact]
    public void A_version_with_a_timeout_fails_nearly_always_and_one_without_never()
    {
        Assert.InRange(FailedShare("reviews-v3"), 0.99, 1);
        Assert.Equal(0, FailedShare("reviews-v2"));
        Assert.InRange(Quantile(Served("reviews-v2", inIncident: true), 0.5), 2_900, 3_100);
        Assert.InRange(Quantile(Served("reviews-v3", inIncident: true), 0.5), 2_010, 2_060);
    }

    [Fact]
    public void The_page_fails_as_often_as_it_asks_the_version_that_fails()
    {
        var asked = sample.ExchangesOf(inIncident: true).Where(exchange => exchange.Service.Name == "reviews").ToArray();
        var failing = asked.Count(exchange => exchange.Server.Failed) / (double)asked.Length;
        Assert.InRange(failing, 0.31, 0.36);
        Assert.InRange(FailedShare("productpage-v1") / failing, 0.99, 1.01);
    }

    [Fact]
    public void A_timeout_shows_as_UT_at_the_caller_and_as_DC_at_the_callee()
    {
        var pairs = sample.ExchangesOf(inIncident: true)
            .Where(exchange => exchange.Caller.Workload.Name == "reviews-v3" && exchange.Client.Failed)
            .Select(exchange => (exchange.Client, exchange.Server))
            .Select(pair => (pair.Client.Status, pair.Client.Flags, pair.Client.DurationMillis, pair.Server.Status, pair.Server.Flags))
            .Distinct();
        Assert.Equal([(504, "UT", 1_000L, 0, "DC")], pairs);
    }

    [Fact]
    public void The_median_trace_of_minutes_two_to_five_is_slow()
    {
        var (from, to) = (sample.OnsetNanos + (120 * UnixNanos.PerSecond), sample.OnsetNanos + (300 * UnixNanos.PerSecond));
        var slow = sample.Spans
            .Where(span => span.ParentId is null && span.StartNanos >= from && span.StartNanos < to)
            .Select(span => (span.EndNanos - span.StartNanos) / (double)UnixNanos.PerMillisecond);
        Assert.InRange(Quantile([.. slow], 0.5), 1_000, 4_000);
    }

    [Fact]
    public void No_trace_from_before_the_onset_takes_twice_the_usual_time()
    {
        var before = sample.Spans
            .Where(span => span.ParentId is null && span.EndNanos < sample.OnsetNanos)
            .Select(span => (span.EndNanos - span.StartNanos) / (double)UnixNanos.PerMillisecond)
            .ToArray();
        Assert.InRange(before.Max() / before.Average(), 1, 1.6);
    }

    [Fact]
    public void Without_the_fault_the_last_half_hour_is_like_the_rest()
    {
        var calm = MeshSimulator.Run(sample.Scenario with { Faults = [] });
        Assert.DoesNotContain(calm.Exchanges, pair => pair.Exchange.Client.Failed || pair.Exchange.Server.Failed);
        Assert.InRange(calm.Requests.Max(request => request.Entry.Client.Millis), 30, 70);
    }

    private double FailedShare(string workload)
    {
        var served = sample.ExchangesOf(inIncident: true).Where(exchange => exchange.Callee.Workload.Name == workload).ToArray();
        return served.Count(exchange => exchange.Server.Failed) / (double)served.Length;
    }

    private double[] Served(string workload, bool inIncident) =>
    [
        .. sample.ExchangesOf(inIncident)
            .Where(exchange => exchange.Callee.Workload.Name == workload)
            .Select(exchange => exchange.Server.Millis),
    ];

    private static double Quantile(double[] values, double q) => values.Order().ElementAt((int)(q * (values.Length - 1)));
}
