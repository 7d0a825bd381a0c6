using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>Turns a scenario into one stream of requests, from which everything recorded is derived.</summary>
public static class MeshSimulator
{
    // Streams of random numbers: arrivals have one, each request has its own, so that a change to one leaves the others alone.
    private const ulong ArrivalStream = ulong.MaxValue / 2;

    /// <summary>Simulates all requests that arrive from the warm-up's beginning to the recording's end.</summary>
    /// <exception cref="KeyNotFoundException">The scenario names a service or workload that it does not have.</exception>
    public static MeshSimulation Run(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var mesh = new Mesh(scenario);
        var requests = new List<SimulatedRequest>();
        foreach (var at in Arrivals(scenario))
        {
            requests.Add(Simulate(mesh, requests.Count, at));
        }

        return new MeshSimulation(mesh, requests);
    }

    // Poisson with a rate that swings over the day: drawn at the highest rate, then thinned.
    private static IEnumerable<long> Arrivals(Scenario scenario)
    {
        var traffic = scenario.Traffic;
        var random = new SeededRandom(scenario.Seed, ArrivalStream);
        var highest = traffic.RequestsPerSecond * (1 + traffic.DailySwing);
        var end = UnixNanos.Of(scenario.To);
        var now = UnixNanos.Of(scenario.From.AddMinutes(-scenario.WarmUpMinutes));
        while (true)
        {
            now += (long)(random.NextExponential(1 / highest) * UnixNanos.PerSecond);
            if (now >= end)
            {
                yield break;
            }

            var hour = now % (24 * 3600 * UnixNanos.PerSecond) / (3600.0 * UnixNanos.PerSecond);
            var rate = traffic.RequestsPerSecond * (1 + (traffic.DailySwing * Math.Cos((hour - traffic.PeakHour) * Math.PI / 12)));
            if (random.NextDouble() * highest < rate)
            {
                yield return now;
            }
        }
    }

    private static SimulatedRequest Simulate(Mesh mesh, int index, long at)
    {
        var scenario = mesh.Scenario;
        var random = new SeededRandom(scenario.Seed, (ulong)index);
        var telemetry = scenario.Telemetry;
        var drawnForTracing = random.NextDouble() < telemetry.TraceSampling;
        var proxyLogged = random.NextDouble() < telemetry.AccessLogSampling;
        var applicationLogged = random.NextDouble() < telemetry.ApplicationLogSampling;
        var path = random.NextChoice(scenario.Traffic.Paths);
        var agent = random.NextChoice(scenario.Traffic.UserAgents);
        var traceId = $"{random.NextUInt64():x16}{random.NextUInt64() | 1:x16}";
        var (idHigh, idLow) = (random.NextUInt64(), random.NextUInt64());

        var gateway = mesh.PickPod(scenario.Traffic.Entry, at, random);
        var entry = new RequestSimulator(mesh, random, agent).Send(gateway, gateway.Workload.Calls[0], path, at);

        // Spans reach the back end when they end: a trace that still runs when the recording ends is not in it.
        var last = entry.WithDescendants().Max(exchange => Math.Max(exchange.Client.EndNanos, exchange.Server.EndNanos));
        var traced = drawnForTracing && at >= UnixNanos.Of(scenario.From) && last < UnixNanos.Of(scenario.To);
        return new SimulatedRequest
        {
            Index = index,
            Path = path,
            UserAgent = agent,
            RequestId = RequestId(idHigh, idLow, traced),
            TraceId = traceId,
            Traced = traced,
            ProxyLogged = traced || proxyLogged,
            ApplicationLogged = traced || applicationLogged,
            Entry = entry,
        };
    }

    // A UUID whose version digit tells, as Envoy's does, whether the request is traced: 9 sampled, 4 not.
    private static string RequestId(ulong high, ulong low, bool traced)
    {
        var first = $"{high:x16}";
        var second = $"{(low & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000:x16}";
        return $"{first[..8]}-{first[8..12]}-{(traced ? '9' : '4')}{first[13..]}-{second[..4]}-{second[4..]}";
    }
}
