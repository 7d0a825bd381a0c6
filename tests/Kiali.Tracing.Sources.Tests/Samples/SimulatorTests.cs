using Kiali.Tracing.TestKit;
using Kiali.Tracing.TestKit.Simulation.Engine;
using Kiali.Tracing.TestKit.Simulation.Scenarios;
using Xunit;

namespace Kiali.Tracing.Sources.Tests.Samples;

public sealed class SimulatorTests
{
    // A quarter of an hour of the sample's mesh, all of it in the incident.
    private static readonly Scenario Brief = SampleIncident.Scenario with
    {
        From = SampleIncident.Truth.Onset,
        To = SampleIncident.Truth.Onset.AddMinutes(15),
        WarmUpMinutes = 0,
    };

    [Fact]
    public void A_caller_that_gives_up_ends_all_that_was_waited_for_on_its_behalf()
    {
        var hasty = WithCall(Brief, "productpage-v1", "reviews", call => call with { TimeoutMs = 500 });
        var ends = MeshSimulator.Run(hasty).Exchanges.Select(pair => pair.Exchange)
            .Where(exchange => exchange.Caller.Workload.Name is "reviews-v2" or "reviews-v3" && exchange.Server.Failed)
            .ToArray();

        Assert.InRange(ends.Length, 1_000, 3_000);
        Assert.All(ends, exchange =>
        {
            Assert.Equal((0, "DC"), (exchange.Client.Status, exchange.Client.Flags));
            Assert.Equal((0, "DC"), (exchange.Server.Status, exchange.Server.Flags));
            Assert.InRange(exchange.Client.DurationMillis, 480, 500);
        });
    }

    [Fact]
    public void A_retry_in_time_hides_the_failure_from_the_caller()
    {
        var slower = Brief with { Faults = [Brief.Faults[0] with { Work = new Latency { MedianMs = 998, Sigma = 0.1 } }] };
        var patient = WithCall(slower, "reviews-v3", "ratings", call => call with { Retries = 9 });
        var saved = MeshSimulator.Run(patient).Exchanges.Select(pair => pair.Exchange.Run)
            .Where(run => run.Calls is [{ Attempts.Length: > 1, Failed: false }])
            .ToArray();

        Assert.NotEmpty(saved);
        Assert.All(saved, run => Assert.Equal(200, run.Status));
        Assert.All(saved, run => Assert.All(run.Calls[0].Attempts[..^1], attempt => Assert.Equal(504, attempt.Client.Status)));
    }

    [Fact]
    public void A_fault_elsewhere_is_felt_by_those_who_wait_for_it_and_nobody_else()
    {
        var elsewhere = Brief with { Faults = [Brief.Faults[0] with { Workload = "details-v1" }] };
        var served = MeshSimulator.Run(elsewhere).Exchanges
            .ToLookup(pair => pair.Exchange.Callee.Workload.Name, pair => pair.Exchange.Server.DurationMillis);

        Assert.True(served["productpage-v1"].Min() > 500);
        Assert.All(["reviews-v1", "reviews-v2", "reviews-v3", "ratings-v1"], workload => Assert.True(served[workload].Max() < 50));
    }

    [Fact]
    public void No_call_reaches_a_pod_while_it_restarts()
    {
        var restart = SampleIncident.Scenario.Restarts.Single();
        var around = SampleIncident.Scenario with { From = restart.At.AddMinutes(-5), To = restart.At.AddMinutes(5), WarmUpMinutes = 0 };
        var times = MeshSimulator.Run(around).Exchanges.Select(pair => pair.Exchange)
            .Where(exchange => exchange.Callee.Name == restart.Pod)
            .Select(exchange => exchange.Server.EndNanos)
            .ToArray();

        var (down, up) = (UnixNanos.Of(restart.At), UnixNanos.Of(restart.At.AddSeconds(restart.DownSeconds)));
        Assert.Contains(times, time => time < down);
        Assert.Contains(times, time => time > up);
        Assert.DoesNotContain(times, time => time >= down && time < up);
    }

    [Fact]
    public void Drawn_durations_have_the_median_and_the_spread_that_were_asked_for()
    {
        var random = new SeededRandom(1, 2);
        var latency = new Latency { MedianMs = 3_000, Sigma = 0.35 };
        var logarithms = Enumerable.Range(0, 20_000).Select(_ => Math.Log(random.NextNanoseconds(latency) / 3e9)).ToArray();
        var mean = logarithms.Average();

        Assert.InRange(mean, -0.01, 0.01);
        Assert.InRange(Math.Sqrt(logarithms.Average(value => (value - mean) * (value - mean))), 0.34, 0.36);
    }

    [Fact]
    public void A_stream_of_random_numbers_repeats_and_differs_from_its_neighbours()
    {
        static ulong[] Draw(ulong seed, ulong stream)
        {
            var random = new SeededRandom(seed, stream);
            return [.. Enumerable.Range(0, 100).Select(_ => random.NextUInt64())];
        }

        Assert.Equal(Draw(7, 1), Draw(7, 1));
        Assert.Equal(300, Draw(7, 1).Concat(Draw(7, 2)).Concat(Draw(8, 1)).Distinct().Count());
    }

    private static Scenario WithCall(Scenario scenario, string workload, string service, Func<ScenarioCall, ScenarioCall> change)
    {
        ScenarioWorkload Changed(ScenarioWorkload one) =>
            one with { Calls = [.. one.Calls.Select(call => call.Service == service ? change(call) : call)] };
        return scenario with { Workloads = [.. scenario.Workloads.Select(one => one.Name == workload ? Changed(one) : one)] };
    }
}
