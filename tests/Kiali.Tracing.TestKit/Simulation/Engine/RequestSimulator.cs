using System.Collections.Immutable;
using Kiali.Tracing.TestKit.Simulation.Scenarios;

namespace Kiali.Tracing.TestKit.Simulation.Engine;

/// <summary>
/// Follows one request through the mesh. A caller waits for each call; a timeout at its proxy answers 504 (<c>UT</c>) and
/// closes the connection, which the callee's proxy sees as a disconnect (0, <c>DC</c>) and which ends the callee's work.
/// Nothing else passes delay or failure on.
/// </summary>
internal sealed class RequestSimulator(Mesh mesh, SeededRandom random, string userAgent)
{
    private const long Never = long.MaxValue;
    private const long TimeoutBodyBytes = 24;

    private readonly Scenario scenario = mesh.Scenario;

    /// <summary>Sends a call at a time; <paramref name="abortAt"/> is when the caller's own caller goes away.</summary>
    public Exchange Send(MeshPod caller, ScenarioCall call, string path, long at, long abortAt = Never)
    {
        var service = mesh.Service(call.Service);
        var start = UnixNanos.ToMicrosecond(at);
        var callee = mesh.PickBackend(service, start, random);
        var timeoutAt = call.TimeoutMs is { } timeout ? start + (long)(timeout * UnixNanos.PerMillisecond) : Never;
        var deadline = Math.Min(timeoutAt, abortAt);

        var serverStart = UnixNanos.ToMicrosecond(start + Hop());
        var goneAt = deadline == Never
            ? Never
            : Math.Max(UnixNanos.ToMicrosecond(deadline + Hop()), serverStart + UnixNanos.PerMicrosecond);
        var run = Serve(callee, path, serverStart + Loop(), goneAt);
        var server = ServerSide(callee.Workload, run, serverStart, goneAt);
        var answeredAt = server.Status == 0 ? Never : UnixNanos.ToMicrosecond(server.EndNanos + Hop());
        return new Exchange
        {
            Caller = caller,
            Callee = callee,
            Service = service,
            Path = path,
            Client = ClientSide(server, start, answeredAt, timeoutAt, abortAt),
            Server = server,
            RequestBytes = RequestBytes(service, path),
            CallerPort = 33_000 + (random.NextIndex(6) * 1_734),
            Run = run,
        };
    }

    private ExchangeSide ServerSide(ScenarioWorkload callee, ApplicationRun run, long start, long goneAt)
    {
        var answered = run.Aborted ? Never : UnixNanos.ToMicrosecond(run.EndNanos + Loop());
        return answered <= goneAt && answered != Never
            ? new ExchangeSide(start, answered, run.Status, "-", run.Failed ? callee.ErrorBytes : callee.ResponseBytes, SpanId())
            : new ExchangeSide(start, goneAt, 0, "DC", 0, SpanId());
    }

    private ExchangeSide ClientSide(ExchangeSide server, long start, long answeredAt, long timeoutAt, long abortAt)
    {
        if (answeredAt <= Math.Min(timeoutAt, abortAt) && answeredAt != Never)
        {
            return new ExchangeSide(start, answeredAt, server.Status, server.Flags, server.BodyBytes, SpanId());
        }

        return timeoutAt <= abortAt
            ? new ExchangeSide(start, timeoutAt, 504, "UT", TimeoutBodyBytes, SpanId())
            : new ExchangeSide(start, abortAt, 0, "DC", 0, SpanId());
    }

    private ApplicationRun Serve(MeshPod pod, string path, long start, long goneAt)
    {
        var work = random.NextNanoseconds(mesh.WorkOf(pod.Workload, start));
        var part = work / (pod.Workload.Calls.Length + 1);
        var calls = ImmutableArray.CreateBuilder<DependencyCall>();
        var status = 200;
        var now = start + part;
        foreach (var call in pod.Workload.Calls)
        {
            if (now >= goneAt)
            {
                break;
            }

            var made = Depend(pod, call, call.Path ?? path, now, goneAt);
            calls.Add(made);
            now = made.EndNanos + part;
            if (made.Failed)
            {
                status = call.FailWith;
                break;
            }
        }

        return new ApplicationRun
        {
            StartNanos = start,
            EndNanos = Math.Min(now, goneAt),
            Status = now >= goneAt ? 0 : status,
            WorkNanos = work,
            Calls = calls.ToImmutable(),
            ServerSpanId = SpanId(),
            WorkSpanId = SpanId(),
        };
    }

    private DependencyCall Depend(MeshPod pod, ScenarioCall call, string path, long start, long goneAt)
    {
        var attempts = ImmutableArray.CreateBuilder<Exchange>();
        var now = start;
        while (true)
        {
            var attempt = Send(pod, call, path, now + Loop(), goneAt);
            attempts.Add(attempt);
            now = attempt.Client.EndNanos + Loop();
            if (!attempt.Client.Failed || attempts.Count > call.Retries || now >= goneAt)
            {
                break;
            }

            now += (long)(call.RetryBackoffMs * (0.5 + (random.NextDouble() / 2)) * UnixNanos.PerMillisecond);
            if (now >= goneAt)
            {
                break;
            }
        }

        return new DependencyCall
        {
            Call = call,
            StartNanos = start,
            EndNanos = Math.Min(now, goneAt),
            Attempts = attempts.ToImmutable(),
            SpanId = SpanId(),
        };
    }

    // Request line and headers: the proxies' own headers, the agent's name and the path.
    private long RequestBytes(ScenarioService service, string path) =>
        612 + userAgent.Length + path.Length + (2 * mesh.HostOf(service).Length);

    private long Hop() => random.NextNanoseconds(scenario.Network);

    private long Loop() => random.NextNanoseconds(scenario.Loopback);

    private ulong SpanId() => random.NextUInt64() | 1;
}
